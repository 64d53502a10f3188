package dev.factory.examples.cli.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that speaks SMTP (RFC 5321) on a port of this machine, with STARTTLS (RFC 3207) and
 * AUTH PLAIN (RFC 4616) if it has a certificate. It keeps what it was given and delivers nothing.
 */
public final class SmtpDouble implements AutoCloseable {
  private final ServerSocket server;
  private final @Nullable SSLContext tls;
  private final @Nullable String credentials;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<String> inTheClear = new CopyOnWriteArrayList<>();
  private int conversations;

  private SmtpDouble(@Nullable SSLContext tls, @Nullable String credentials) {
    this.tls = tls;
    this.credentials = credentials;
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "smtp-double");
    thread.setDaemon(true);
    thread.start();
  }

  /** {@return a server in the clear that asks for nobody's name} */
  public static SmtpDouble plain() {
    return new SmtpDouble(null, null);
  }

  /** {@return a server that takes mail of this user only, and only after STARTTLS} */
  static SmtpDouble secured(SSLContext tls, String user, String password) {
    return new SmtpDouble(tls, "\0" + user + "\0" + password);
  }

  /** {@return its port on the loopback address} */
  public int port() {
    return server.getLocalPort();
  }

  /** Has it refuse a recipient from now on. */
  void refuse(String recipient) {
    unknown.add(recipient);
  }

  /** {@return the messages it took, as they came, oldest first} */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  /** {@return every line that came before a connection was protected} */
  List<String> inTheClear() {
    return List.copyOf(inTheClear);
  }

  synchronized int conversations() {
    return conversations;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        synchronized (this) {
          conversations++;
        }
        new Conversation(socket).hold();
      } catch (SocketException e) {
        // it was closed, or the client went
      } catch (IOException e) {
        // a client that broke off, such as one that does not like the certificate
        inTheClear.add("(broken off)");
      }
    }
  }

  /** One connection, a command at a time. */
  private final class Conversation {
    private Socket socket;
    private BufferedReader in;
    private Writer out;
    private boolean isProtected;
    private boolean known = credentials == null;

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      this.in = reader(socket);
      this.out = writer(socket);
    }

    void hold() throws IOException {
      say("220 double.example ESMTP");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!isProtected) {
          inTheClear.add(line);
        }
        String command = line.toUpperCase(Locale.ROOT);
        if (command.startsWith("QUIT")) {
          say("221 bye");
          return;
        }
        answer(line, command);
      }
    }

    private void answer(String line, String command) throws IOException {
      if (command.startsWith("EHLO")) {
        say("250-double.example");
        if (tls != null && !isProtected) {
          say("250-STARTTLS");
        }
        say(isProtected ? "250 AUTH PLAIN" : "250 SIZE 1000000");
      } else if (command.equals("STARTTLS") && tls != null) {
        say("220 go ahead");
        protect(tls);
      } else if (command.startsWith("AUTH PLAIN")) {
        byte[] given = Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length()));
        // who is acted for may be named before who acts
        known = new String(given, StandardCharsets.UTF_8).endsWith(String.valueOf(credentials));
        say(known ? "235 welcome" : "535 who are you");
      } else if (command.startsWith("MAIL FROM")) {
        say(known ? "250 ok" : "530 who are you");
      } else if (command.startsWith("RCPT TO")) {
        String recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        say(unknown.contains(recipient) ? "550 nobody of that name" : "250 ok");
      } else if (command.equals("DATA")) {
        say("354 begin");
        messages.add(message());
        say("250 taken");
      } else {
        say("250 ok");
      }
    }

    private void protect(SSLContext context) throws IOException {
      SSLSocket layered =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
      layered.setUseClientMode(false);
      layered.startHandshake();
      socket = layered;
      in = reader(layered);
      out = writer(layered);
      isProtected = true;
    }

    private String message() throws IOException {
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
        lines.add(line.startsWith(".") ? line.substring(1) : line);
      }
      return String.join("\n", lines);
    }

    private void say(String reply) throws IOException {
      out.write(reply + "\r\n");
      out.flush();
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static Writer writer(Socket socket) throws IOException {
    return new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
