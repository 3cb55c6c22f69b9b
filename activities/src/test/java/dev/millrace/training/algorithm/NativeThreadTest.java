package dev.millrace.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class NativeThreadTest {
    @Test
    void leavesACallBehindWhenTheFitIsStoppedAndClosesWhatWasOpenedAfterIt() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        NativeThread thread = new NativeThread(RecordingMonitor.cancelledAfter(5, 1));
        thread.open(() -> closed::countDown);

        assertThatThrownBy(() -> thread.call(() -> {
                    mayEnd.await();
                    return true;
                }))
                .isInstanceOf(CancellationException.class);
        thread.close();

        assertThat(closed.getCount()).isEqualTo(1);
        mayEnd.countDown();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void passesOnWhatACallThrows() {
        try (NativeThread thread = new NativeThread(RecordingMonitor.threads(1))) {
            assertThatThrownBy(() -> thread.call(() -> {
                        throw new IllegalArgumentException("no rows");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no rows");
        }
    }
}
