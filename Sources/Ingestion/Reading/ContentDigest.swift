// SHA-256 of a file's bytes by the system's libcrypto: tells whether an export was imported before.
private import CCrypto

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
