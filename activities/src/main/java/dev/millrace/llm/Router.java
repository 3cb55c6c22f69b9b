package dev.millrace.llm;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Goes through the links of a route until one answers. */
@Component
final class Router implements Models {
    @Override
    public LlmAnswer answer(LlmCall call) {
        LocalAnswer local = call.local();
        if (local == null) {
            throw new Problem(ProblemType.NO_MODEL, "no provider is set up; `" + call.model() + "` leads nowhere");
        }
        return new LlmAnswer(
                ChatResponse.builder().aiMessage(local.answer()).build(),
                LocalAnswer.PROVIDER,
                LocalAnswer.PROVIDER,
                BigDecimal.ZERO,
                LlmAnswer.Source.PROVIDER,
                false,
                Duration.ZERO);
    }
}
