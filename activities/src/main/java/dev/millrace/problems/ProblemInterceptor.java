package dev.millrace.problems;

import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import org.springframework.stereotype.Component;

/** Lets every activity fail in the terms of {@link ProblemType}, so that the workflow knows what time can heal. */
@Component
public final class ProblemInterceptor extends WorkerInterceptorBase {
    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            @Override
            public ActivityOutput execute(ActivityInput input) {
                try {
                    return super.execute(input);
                } catch (RuntimeException | OutOfMemoryError thrown) {
                    throw ActivityFailures.translate(thrown);
                }
            }
        };
    }
}
