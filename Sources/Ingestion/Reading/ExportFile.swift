// The file end of the flow: hands out an export's bytes in chunks, unpacked where it is gzip, and digests what it reads.
private import Foundation
public import SpendModel

/// An open export. Read by `pread`, so memory does not grow with the file.
public final class ExportFile {
  /// The path as the person gave it.
  public let path: String
  /// Size on disk in bytes.
  public let byteCount: Int64
  /// Bytes on disk that were read so far, for progress.
  public private(set) var bytesRead: Int64 = 0

  private enum Source {
    case descriptor(Int32)
    case bytes([UInt8])
  }

  private let source: Source
  private let digest: BackgroundDigest?
  private var inflater: Inflater?
  private var hasLooked = false

  /// Opens a file. `digested`: whether its SHA-256 will be asked for.
  public init(path: String, digested: Bool) throws(Problem) {
    self.path = path
    var info = stat()
    guard stat(path, &info) == 0 else { throw ExportFile.problem(path, errno) }
    guard info.st_mode & S_IFMT != S_IFDIR else {
      throw Problem(
        .refused, what: "This is a folder, not an export.", place: path, rule: "import reads files",
        mend: "Name the files in it: \(path)/*.csv")
    }
    guard info.st_mode & S_IFMT == S_IFREG else {
      throw Problem(
        .refused, what: "This is not a regular file.", place: path, rule: "import reads regular files",
        mend: "Save the export to a file first.")
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ExportFile.problem(path, errno) }
    source = .descriptor(descriptor)
    byteCount = Int64(info.st_size)
    digest = digested ? BackgroundDigest() : nil
  }

  /// An export that is held in memory already; `path` is what messages call it.
  public init(path: String, content: [UInt8], digested: Bool = false) {
    self.path = path
    source = .bytes(content)
    byteCount = Int64(content.count)
    digest = digested ? BackgroundDigest() : nil
  }

  deinit {
    if case .descriptor(let descriptor) = source { close(descriptor) }
  }

  /// The file's name without its folder.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Fills the buffer with the next bytes, unpacked; 0 at the end.
  public func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if !hasLooked { try look() }
    guard let inflater else { return try readRaw(buffer) }
    return try inflater.inflate(into: buffer) { try readRaw($0) }
  }

  /// The same export from its first byte on.
  public func rewound(digested: Bool) throws(Problem) -> ExportFile {
    switch source {
    case .descriptor: try ExportFile(path: path, digested: digested)
    case .bytes(let content): ExportFile(path: path, content: content, digested: digested)
    }
  }

  /// The SHA-256 of the whole file, after `fill` returned 0.
  public func sha256() -> String { digest?.hexText() ?? "" }

  /// The SHA-256 of the file as it stands on disk, packed or not; for a file that is not read otherwise.
  public func packedDigest() throws -> String {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { buffer.deallocate() }
    while try readRaw(buffer) > 0 {}
    return sha256()
  }

  private func look() throws {
    hasLooked = true
    guard case .descriptor(let descriptor) = source else { return }
    var magic: [UInt8] = [0, 0]
    let count = pread(descriptor, &magic, 2, 0)
    if count == 2, magic == [0x1F, 0x8B] { inflater = try Inflater(path: path) }
  }

  private func readRaw(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count: Int
    switch source {
    case .descriptor(let descriptor): count = try readFile(descriptor, buffer)
    case .bytes(let content):
      let start = Int(bytesRead)
      count = min(buffer.count, content.count - start)
      buffer.copyBytes(from: content[start..<start + count])
    }
    bytesRead += Int64(count)
    digest?.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return count
  }

  private func readFile(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(bytesRead))
      if count >= 0 { return count }
      if errno != EINTR { throw ExportFile.problem(path, errno) }
    }
  }

  private static func problem(_ path: String, _ code: Int32) -> Problem {
    let missing = code == ENOENT || code == ENOTDIR
    return Problem(
      missing ? .refused : .environment,
      what: missing ? "There is no such file." : "The file cannot be read: \(String(cString: strerror(code))).",
      place: path, rule: "import reads files", mend: missing ? "Check the path." : "Check its permissions and the disk."
    )
  }
}
