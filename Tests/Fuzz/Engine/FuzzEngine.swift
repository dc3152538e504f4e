// What libFuzzer calls: one input for the target that FUZZ_TARGET names; a complaint ends the process, so that the
// input is kept as a crash.
import Foundation

private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    fatalError("FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue))")
  }
  return target
}()

/// Tries one input of `count` bytes; 0 tells libFuzzer that it may keep the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  if let complaint = target.complaint(about: input) { fatalError("\(target.rawValue): \(complaint)") }
  return 0
}
