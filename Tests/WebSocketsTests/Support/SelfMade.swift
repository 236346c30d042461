/// A certificate for localhost and 127.0.0.1 that nobody else trusts, with its key; valid from 2020 to 2126.
enum SelfMade {
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBaDCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
        c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyNjAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
        CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCUyPAVxDnTTYexX
        2aUnoKzVJeUDOCFr/xoDiVEIkjmzfx36imVohP2hpNmLjF6wKqpA0BGQETLL9UX4
        qHSSwemjTjBMMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0
        hwR/AAABMB0GA1UdDgQWBBS0d+m1Gef9V20hFKkau1/wnI1UrjAKBggqhkjOPQQD
        AgNJADBGAiEAzBGCiH2gnpaZ56kmXjAuz7ZnXLbbXjonUvM/xpTBh94CIQCzciVw
        0ViSQxtW40cGedD6DDPD+5MDq3/rfdDsVP9D9Q==
        -----END CERTIFICATE-----
        """

    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6+jd/YvJnTInhvQO
        /5eB4zLu3nOOLP2DjLLGX7eYjmWhRANCAAQlMjwFcQ5002HsV9mlJ6Cs1SXlAzgh
        a/8aA4lRCJI5s38d+oplaIT9oaTZi4xesCqqQNARkBEyy/VF+Kh0ksHp
        -----END PRIVATE KEY-----
        """
}
