// Reads one export on a few threads. Three kinds of work: cutting the next block out of the file (one thread at a time,
// in order), decoding it (the thread that cut it, which has it in its processor's cache), and taking a decoded block over
// (one at a time, in order). The cutter knows where quotes are open, so no block ever begins inside one. Each thread does
// whatever can be done next.
internal import Delimited
private import Foundation
internal import SpendModel

/// A block on its way. Owned by the thread that works on it.
private final class ReadingJob: @unchecked Sendable {
  let block: RecordBlock
  var decoded = DecodedBlock()
  /// Its place in the file, from 0.
  var sequence = 0
  /// Records of the block that come before the data.
  var firstRecord = 0
  var bytesRead: Int64 = 0
  var decoder = 0

  init(_ block: RecordBlock) { self.block = block }
}

/// A decoder by reference: each thread changes its own.
private final class OwnedDecoder: @unchecked Sendable {
  var decoder: LineDecoder

  init(_ decoder: LineDecoder) { self.decoder = decoder }
}

/// The reading of one file. Used once.
final class ReadingSession: @unchecked Sendable {
  private enum Task {
    case cutAndDecode(ReadingJob)
    case take(ReadingJob)
  }

  private let file: ExportFile
  private let options: ReadingOptions
  private let receive: ((StreamedLines) throws -> Void)?

  // Touched by the cutting thread only.
  private var reader: RecordReader
  private var recordsToSkip: Int
  // One for each thread, and one that decodes again what was decoded too early.
  private let decoders: [OwnedDecoder]
  // Touched by the taking thread only.
  private var assembly: DraftAssembly
  private var linesRead = 0

  // Guarded by `condition`.
  private let condition = NSCondition()
  private var free: [ReadingJob] = []
  private var decoded: [Int: ReadingJob] = [:]
  private var idleThreads = 0
  private var cutCount = 0
  private var takenCount = 0
  private var isCutting = false
  private var isTaking = false
  private var isAtEnd = false
  private var textSoFar: TextDecoder
  /// Why there are no more blocks; thrown when all before it are taken.
  private var cuttingFailure: (any Error)?
  private var takingFailure: (any Error)?

  init(
    _ file: ExportFile, plan: ReadingPlan, options: ReadingOptions, receive: ((StreamedLines) throws -> Void)? = nil
  ) {
    let threads = max(1, options.threads)
    self.file = file
    self.options = options
    self.receive = receive
    reader = RecordReader(dialect: plan.dialect, chunkBytes: options.blockBytes, fill: plan.source(file))
    recordsToSkip = plan.recordsBeforeData
    decoders = (0...threads).map { _ in OwnedDecoder(LineDecoder(plan: plan, options: options)) }
    assembly = DraftAssembly(plan: plan, options: options, decoders: threads + 1)
    textSoFar = assembly.text
    // Some more than threads: who takes blocks over now and then has a store-day to pack, and nobody waits for that.
    for _ in 0..<(threads == 1 ? 1 : threads * 3) { free.append(ReadingJob(reader.makeBlock())) }
  }

  /// Reads the file to its end.
  func draft() throws -> ExportDraft {
    let threads = decoders.count - 1
    if threads == 1 {
      work(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: threads) { work($0) }
    }
    do {
      if let failure = takingFailure ?? cuttingFailure { throw failure }
    } catch let fault as RecordFault {
      throw fault.problem(in: file.path)
    } catch let fault as TextFault {
      throw fault.problem(in: file.path)
    }
    return try assembly.draft(file)
  }

  // MARK: - Choosing work

  /// Works until nothing is left.
  private func work(_ decoder: Int) {
    condition.lock()
    while let task = nextTask(decoder) {
      condition.unlock()
      switch task {
      case .cutAndDecode(let job): if let text = cut(job) { decode(job, decoder, text) }
      case .take(let job): take(job)
      }
      condition.lock()
    }
    condition.unlock()
  }

  /// The next work, waiting for it where others have to finish first; nil when all is done. Holds the lock.
  private func nextTask(_ decoder: Int) -> Task? {
    while true {
      if takingFailure != nil || (isAtEnd && takenCount == cutCount) { return nil }
      if let task = possibleTask(decoder) { return task }
      idleThreads += 1
      condition.wait()
      idleThreads -= 1
    }
  }

  /// Taking frees memory, so it comes first. A block's memory is best used again by who had it last.
  private func possibleTask(_ decoder: Int) -> Task? {
    if !isTaking, let job = decoded.removeValue(forKey: takenCount) {
      isTaking = true
      return .take(job)
    }
    if !isCutting, !isAtEnd, let index = free.lastIndex(where: { $0.decoder == decoder }) ?? free.indices.last {
      isCutting = true
      return .cutAndDecode(free.remove(at: index))
    }
    return nil
  }

  /// Changes the shared state and wakes the others.
  private func report<Result>(_ change: () -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    if idleThreads > 0 { condition.broadcast() }
    return change()
  }

  // MARK: - The three kinds of work

  /// Cuts the next block; says how its text is decoded as far as is known, or nil where there is none.
  private func cut(_ job: ReadingJob) -> TextDecoder? {
    var failure: (any Error)?
    var isRead = false
    do { isRead = try reader.read(into: job.block) } catch { failure = error }
    if isRead {
      job.firstRecord = min(recordsToSkip, job.block.batch.count)
      recordsToSkip -= job.firstRecord
      job.bytesRead = file.bytesRead
    }
    return report {
      isCutting = false
      guard isRead else {
        isAtEnd = true
        cuttingFailure = failure
        return nil
      }
      job.sequence = cutCount
      cutCount += 1
      return textSoFar
    }
  }

  private func decode(_ job: ReadingJob, _ decoder: Int, _ text: TextDecoder) {
    job.decoder = decoder
    decoders[decoder].decoder.decode(
      job.block.batch, from: job.firstRecord, text: text, isCertain: text.isSettled, into: &job.decoded)
    report { decoded[job.sequence] = job }
  }

  private func take(_ job: ReadingJob) {
    var failure: (any Error)?
    if job.decoded.isProvisional { decodeAgain(job) }
    do {
      if let receive {
        try assembly.pass(&job.decoded, of: job.decoder, to: receive)
      } else {
        assembly.take(&job.decoded, of: job.decoder)
      }
    } catch {
      failure = error
    }
    linesRead += job.block.batch.count - job.firstRecord
    options.progress?(ReadingProgress(bytes: job.bytesRead, byteCount: file.byteCount, lines: linesRead))
    report {
      isTaking = false
      takenCount += 1
      textSoFar = assembly.text
      takingFailure = failure
      free.append(job)
    }
  }

  /// A block with text other than ASCII that was decoded before it was known how such text is encoded here: now all
  /// before it is known.
  private func decodeAgain(_ job: ReadingJob) {
    assembly.forget(job.decoder)
    job.decoder = decoders.count - 1
    decoders[job.decoder].decoder.decode(
      job.block.batch, from: job.firstRecord, text: assembly.text, isCertain: true, into: &job.decoded)
    assembly.settle(job.decoded)
  }
}
