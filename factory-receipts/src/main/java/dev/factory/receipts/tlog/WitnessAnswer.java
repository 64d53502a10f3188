package dev.factory.receipts.tlog;

import java.util.List;

/**
 * What a {@link Witness} answers, with the status and body that C2SP tlog-witness gives it over
 * HTTP. Nothing is cosigned and nothing kept, except by {@link Cosigned}.
 */
public sealed interface WitnessAnswer {

  /** {@return the HTTP status} */
  int status();

  /** {@return the HTTP body; empty where the protocol asks for none} */
  default String body() {
    return "";
  }

  /**
   * The checkpoint continues what the witness knew; it is kept, and cosigned.
   *
   * @param signatures one for each key of the witness; add them with {@link SignedNote#with}
   */
  record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {
    /** Copies the signatures. */
    public Cosigned {
      signatures = List.copyOf(signatures);
    }

    @Override
    public int status() {
      return 200;
    }

    @Override
    public String body() {
      StringBuilder lines = new StringBuilder();
      signatures.forEach(signature -> lines.append(signature.line()).append('\n'));
      return lines.toString();
    }
  }

  /** The request is not of its form, or the old size is larger than the checkpoint's. */
  record BadRequest() implements WitnessAnswer {
    @Override
    public int status() {
      return 400;
    }
  }

  /** No signature is of a known key of the log, or one claims to be and is not. */
  record BadSignature() implements WitnessAnswer {
    @Override
    public int status() {
      return 403;
    }
  }

  /** The witness does not know this log. */
  record UnknownLog() implements WitnessAnswer {
    @Override
    public int status() {
      return 404;
    }
  }

  /**
   * The witness knows the log at another size: send the proof from that one.
   *
   * @param size how large the tree was that it cosigned last; 0 if none. The body, of type {@code
   *     text/x.tlog.size}
   */
  record Conflict(long size) implements WitnessAnswer {
    @Override
    public int status() {
      return 409;
    }

    @Override
    public String body() {
      return size + "\n";
    }
  }

  /**
   * The log signed two trees of the same size: proof that it misbehaves. Keep the request.
   *
   * @param known the tree that was cosigned; its size is the body
   */
  record Fork(TreeHead known) implements WitnessAnswer {
    @Override
    public int status() {
      return 409;
    }

    @Override
    public String body() {
      return known.size() + "\n";
    }
  }

  /**
   * The proof does not lead from the tree that the witness knows to the checkpoint's: it is a wrong
   * proof, or the log misbehaves.
   */
  record WrongProof() implements WitnessAnswer {
    @Override
    public int status() {
      return 422;
    }
  }
}
