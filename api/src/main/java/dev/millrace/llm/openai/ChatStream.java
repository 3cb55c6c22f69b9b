package dev.millrace.llm.openai;

import dev.langchain4j.data.message.AiMessage;
import dev.millrace.llm.LlmAnswer;
import dev.millrace.llm.Tokens;
import dev.millrace.llm.openai.ChatCompletionChunk.Choice;
import dev.millrace.llm.openai.ChatCompletionChunk.Delta;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer as server-sent events, while it comes. It begins with the first text, so that what fails before is told by a
 * status. An answer that begins anew with another provider goes on where the sent text ends, if it says the same so far;
 * otherwise the stream ends with an error, since what was sent cannot be taken back.
 */
final class ChatStream implements Tokens {
    private final Answering answering;
    private final String model;
    private final HttpServletResponse response;
    private final JsonMapper json;
    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder current = new StringBuilder();
    private boolean begun;

    ChatStream(Answering answering, String model, HttpServletResponse response, JsonMapper json) {
        this.answering = answering;
        this.model = model;
        this.response = response;
        this.json = json;
    }

    @Override
    public void add(String text) {
        current.append(text);
        sendWhatIsNew(current);
    }

    @Override
    public void restart() {
        current.setLength(0);
    }

    void end(LlmAnswer answer, boolean withUsage) {
        AiMessage said = answer.response().aiMessage();
        sendWhatIsNew(Objects.requireNonNullElse(said.text(), ""));
        if (said.hasToolExecutionRequests()) {
            send(new Delta(null, null, Answering.toolCalls(said, true)), null);
        }
        send(Delta.none(), Answering.finishReason(answer.response()));
        if (withUsage) {
            Usage usage = Usage.of(answer.response().tokenUsage());
            event(ChatCompletionChunk.of(answering, model, List.of(), usage));
        }
        write("data: [DONE]\n\n");
    }

    /** @return false when nothing was sent yet, and the failure can still be told by a status */
    boolean fail(ErrorBody error) {
        if (begun) {
            event(error);
        }
        return begun;
    }

    private void sendWhatIsNew(CharSequence whole) {
        int shared = Math.min(whole.length(), sent.length());
        if (!whole.subSequence(0, shared).toString().contentEquals(sent.subSequence(0, shared))) {
            throw new Problem(
                    ProblemType.UPSTREAM_FAILED,
                    "the provider broke off, and the answer that came in its place begins otherwise; ask again");
        }
        if (whole.length() > sent.length()) {
            String text = whole.subSequence(sent.length(), whole.length()).toString();
            sent.append(text);
            send(new Delta(null, text, null), null);
        }
    }

    private void send(Delta delta, @Nullable String finishReason) {
        if (!begun) {
            begun = true;
            begin();
            send(new Delta("assistant", "", null), null);
        }
        event(ChatCompletionChunk.of(answering, model, List.of(new Choice(0, delta, null, finishReason)), null));
    }

    private void begin() {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
    }

    private void event(Object event) {
        write("data: " + json.writeValueAsString(event) + "\n\n");
    }

    private void write(String text) {
        try {
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }
}
