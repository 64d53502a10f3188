package dev.factory.receipts.archive;

import dev.factory.receipts.archive.ArchiveFault.Kind;

/** Carries a fault from where it is found to where it becomes a result. */
final class BrokenArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long seq;
  private final Kind kind;

  BrokenArchiveException(String file, long seq, Kind kind) {
    super(file + ", at receipt " + seq + ": " + kind);
    this.file = file;
    this.seq = seq;
    this.kind = kind;
  }

  BrokenArchiveException(String file, long seq, Kind kind, Exception cause) {
    this(file, seq, kind);
    initCause(cause);
  }

  ArchiveFault fault() {
    return new ArchiveFault(file, seq, kind);
  }
}
