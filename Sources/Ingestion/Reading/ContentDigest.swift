// SHA-256 of a file's bytes by the system's libcrypto: tells whether an export was imported before.
private import CCrypto
private import Foundation

/// A running SHA-256.
public final class ContentDigest {
  private let context: OpaquePointer

  /// A digest of nothing yet; nil where the library refuses (out of memory).
  public init?() {
    guard let context = EVP_MD_CTX_new() else { return nil }
    self.context = context
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { return nil }
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    EVP_DigestUpdate(context, base, bytes.count)
  }

  /// Adds the UTF-8 bytes of a text.
  public func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest in lower-case hex. Ends it: no more bytes may follow.
  public func hexText() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of one piece of bytes.
  public static func hexText(of bytes: [UInt8]) -> String {
    guard let digest = ContentDigest() else { return "" }
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.hexText()
  }
}

/// A running SHA-256 that is computed beside the work of whoever reads the bytes.
final class BackgroundDigest: @unchecked Sendable {
  /// Bytes that wait; their memory is used again and again. Owned by the reader or by the queue.
  private final class Piece: @unchecked Sendable { var bytes: [UInt8] = [] }

  private let digest: ContentDigest
  private let queue = DispatchQueue(label: "digest")
  private let lock = NSLock()
  /// Guarded by `lock`; `room` counts them.
  private var spares: [Piece]
  private let room: DispatchSemaphore

  init?() {
    guard let digest = ContentDigest() else { return nil }
    self.digest = digest
    // Some megabytes in all: a digest that waits for its turn on a busy processor must not stop the reader.
    spares = (0..<16).map { _ in Piece() }
    room = DispatchSemaphore(value: spares.count)
  }

  /// Adds bytes; the caller may change them as soon as this returns.
  func update(_ bytes: UnsafeRawBufferPointer) {
    if bytes.isEmpty { return }
    room.wait()
    let piece = lock.withLock { spares.popLast() } ?? Piece()
    piece.bytes.removeAll(keepingCapacity: true)
    piece.bytes.append(contentsOf: bytes)
    queue.async {
      piece.bytes.withUnsafeBytes { self.digest.update($0) }
      self.lock.withLock { self.spares.append(piece) }
      self.room.signal()
    }
  }

  /// The digest in lower-case hex, when all bytes were taken. Ends it.
  func hexText() -> String { queue.sync { digest.hexText() } }
}
