// How a command ends, for the shell: the numbers of the contract (docs/reference/exit-status.md).
public import SpendModel

/// The exit statuses that scripts rely on.
public enum ExitStatus: Int32, Error, Sendable {
  /// All done, or already imported; warnings alone stay here.
  case done = 0
  /// Something was done, and a person must look.
  case mustLook = 1
  /// Wrong use.
  case wrongUse = 2
  /// Nothing landed: the data, or a file of the workspace, was refused.
  case refused = 3
  /// Another writer holds the workspace.
  case busy = 4
  /// The database is damaged.
  case damaged = 5
  /// Disk, permission or another failure of the environment; nothing changed.
  case environment = 6

  /// The status of a problem that ends a command.
  public init(_ kind: Problem.Kind) {
    self =
      switch kind {
      case .wrongUse: .wrongUse
      case .refused, .conflict: .refused
      case .busy: .busy
      case .damaged: .damaged
      case .environment: .environment
      }
  }
}
