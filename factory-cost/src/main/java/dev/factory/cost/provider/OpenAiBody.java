package dev.factory.cost.provider;

import dev.factory.core.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The request as a Chat Completions server reads it. */
final class OpenAiBody {
  private OpenAiBody() {}

  static byte[] of(String model, ModelCall call, String limitMember, boolean streamed) {
    ObjectNode body = (ObjectNode) Json.mapper().readTree(call.options());
    body.put("model", model);
    ArrayNode messages = body.putArray("messages");
    for (Message message : call.messages()) {
      messages.addObject().put("role", message.role()).put("content", message.text());
    }
    body.put(limitMember, call.maxOutput());
    if (call.answers() > 1) {
      body.put("n", call.answers());
    }
    if (streamed) {
      body.put("stream", true);
      body.putObject("stream_options").put("include_usage", true);
    }
    return Json.mapper().writeValueAsBytes(body);
  }
}
