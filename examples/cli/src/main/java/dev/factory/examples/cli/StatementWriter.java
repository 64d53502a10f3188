package dev.factory.examples.cli;

import dev.factory.attribution.statement.Statement;
import dev.factory.examples.pages.Html;
import dev.factory.receipts.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of statements into a folder; each appears whole or not at all. */
final class StatementWriter {
  private final Books books;
  private final SigningKey key;
  private final Path folder;
  private final List<Statement> written = new ArrayList<>();

  /**
   * @param folder made if it is missing
   */
  StatementWriter(Books books, SigningKey key, Path folder) {
    this.books = books;
    this.key = key;
    this.folder = folder;
  }

  /** Writes page, statement and evidence. */
  void write(Statement statement) throws IOException {
    ExplainedStatement explained = ExplainedStatement.of(books, statement);
    StatementFiles files = StatementFiles.of(statement);
    byte[] bundle = books.ledger().proofs().bundle(explained.receiptIds()).toJson();
    file(files.bundle(), bundle);
    file(files.json(), statement.canonicalJson());
    file(files.html(), StatementPage.of(explained, files));
    written.add(statement);
  }

  /** Writes the list of all pages, and the key that their evidence is verified with. */
  void index() throws IOException {
    file("public-key.pem", key.verifier().toPem().getBytes(StandardCharsets.US_ASCII));
    Html html = new Html("Statements");
    html.markup("<main>\n<h1>Statements</h1>\n<table>\n<thead><tr><th scope=\"col\">Publisher</th>")
        .markup("<th scope=\"col\">Period</th><th scope=\"col\" class=\"number\">Payable</th>")
        .markup("</tr></thead>\n<tbody>\n");
    for (Statement statement : written) {
      html.markup("<tr><th scope=\"row\"><a href=\"")
          .text(StatementFiles.of(statement).html())
          .markup("\"><bdi>")
          .text(statement.publisherId().value())
          .markup("</bdi></a></th><td>")
          .text(StatementPage.period(statement))
          .markup("</td><td class=\"number\">")
          .text(statement.payable().display())
          .markup("</td></tr>\n");
    }
    html.markup("</tbody>\n</table>\n</main>\n");
    file("index.html", html.toBytes());
  }

  private void file(String name, byte[] content) throws IOException {
    Files.createDirectories(folder);
    Path draft = folder.resolve(name + ".draft");
    Files.write(draft, content);
    Files.move(
        draft,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  int statements() {
    return written.size();
  }

  /** {@return the names of the pages} */
  List<String> pages() {
    return written.stream().map(statement -> StatementFiles.of(statement).html()).toList();
  }
}
