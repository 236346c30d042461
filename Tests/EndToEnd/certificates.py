"""Certificates as an operator has them: authorities, servers, stations, all made by openssl in the directory of a test."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest


ELLIPTIC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
RSA = ["-newkey", "rsa:2048"]


@dataclass(frozen=True)
class Certificate:
    """A certificate with its private key, both as files in PEM."""

    certificate: Path
    key: Path

    @property
    def serial(self):
        """The serial number, by which one is told from its successor."""
        return _openssl("x509", "-in", self.certificate, "-noout", "-serial").strip()

    def replace_by(self, other):
        """Puts another one in the place of this one, as a renewal does."""
        self.certificate.write_bytes(other.certificate.read_bytes())
        self.key.write_bytes(other.key.read_bytes())


class Authority:
    """An authority of one's own, and what it signs."""

    def __init__(self, directory, name="ca", above=None):
        """With `above`, another authority, it is one between that and what it signs itself."""
        self.directory = Path(directory)
        self.name = name
        self.own = self._make(
            name, f"/O=Test/CN=Authority {name}", ["basicConstraints=critical,CA:TRUE"], above and above.own)

    @property
    def certificate(self):
        return self.own.certificate

    def server(self, name="server", dns="localhost", ip="127.0.0.1", key=ELLIPTIC):
        """A certificate of a server with that DNS name and, unless it is None, that address."""
        names = f"subjectAltName=DNS:{dns}" + (f",IP:{ip}" if ip else "")
        return self._make(name, f"/O=Test/CN={dns}", [names], self.own, key)

    def client(self, name, subject, names=None):
        """A certificate of a station, by its subject, such as `/CN=CP-1`, and its alternative names."""
        return self._make(name, subject, [f"subjectAltName={names}"] if names else [], self.own)

    def trusting(self, shows=None, version=None, verifies=True):
        """How a client connects that trusts this authority and shows the certificate `shows`."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        if not verifies:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        if shows:
            context.load_cert_chain(shows.certificate, shows.key)
        if version:
            context.minimum_version = context.maximum_version = version
        return context

    def chained(self, certificate):
        """Puts the authority's own certificate behind one that it signed, in the same file."""
        certificate.certificate.write_bytes(certificate.certificate.read_bytes() + self.certificate.read_bytes())
        return certificate

    def _make(self, name, subject, extensions, issuer=None, key=ELLIPTIC):
        made = Certificate(self.directory / f"{name}.pem", self.directory / f"{name}.key")
        signing = ["-CA", issuer.certificate, "-CAkey", issuer.key] if issuer else []
        _openssl(
            "req", "-x509", *key, "-nodes", "-days", "30",
            "-subj", subject, "-keyout", made.key, "-out", made.certificate, *signing,
            *[word for extension in extensions for word in ("-addext", extension)])
        return made


def serving_with(certificate, demanding=None):
    """How a server encrypts; with `demanding`, an authority, clients have to show a certificate that it signed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certificate, certificate.key)
    if demanding:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(demanding.certificate)
    return context


def _openssl(*words):
    if not shutil.which("openssl"):
        pytest.skip("there is no command openssl here that could make certificates")
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    return done.stdout
