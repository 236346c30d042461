import GRDB
public import OCPPLog

extension EmbeddedStore {
    /// Reads everything there is: each checksum, each entry, each filter. Another process may write meanwhile.
    /// - Parameter progress: told after each piece: the file, and how many of its segments were read.
    /// - Throws: code `unwritable` when there is no log, or it has to be brought up to date first; `newerVersion`. What is damaged
    ///   is no error but a finding.
    public static func verify(
        directory path: String, progress: (_ file: String, _ segment: Int, _ segments: Int) -> Void = { _, _, _ in }
    ) throws(StoreError) -> StoreVerification {
        let directory = LogDirectory(path: path)
        var verification = StoreVerification()
        for month in try directory.expectMonths() {
            var verifier = FileVerifier(month, directory)
            try verifier.expectCurrent()
            do {
                _ = try Schema.version(of: directory.file(of: month), directory)
                try verifier.verify { progress(month.fileName, $0, $1) }
            } catch {
                let error = StoreError(translating: error, directory)
                if error.code == .newerVersion { throw error }
                verifier.found.damages.append(
                    StoreDamage(month.fileName, .file, "it cannot be read: \(error.sentence)", entries: nil))
            }
            verification.files += 1
            verification.segments += verifier.found.segments
            verification.blocks += verifier.found.blocks
            verification.entries += verifier.found.entries
            verification.damages += verifier.found.damages
        }
        return verification
    }
}
