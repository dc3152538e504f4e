// A failure that no operation has words for is told in four parts like any other, and is no wrong use.
import Operations
import SpendModel
import Testing

private struct DiskGone: Error {}

@Test("An unexpected failure is one of the environment")
func unexpected() {
  let problem = Problem(unexpected: DiskGone())
  #expect(ExitStatus(problem.kind) == .environment)
  #expect(
    ProblemText.lines(problem) == """
      The command failed: DiskGone().
        rule:  an unexpected failure of the system
        mend:  Check the disk, the memory and the permissions, and try again; if it comes again, report it as a bug.
      """)
}
