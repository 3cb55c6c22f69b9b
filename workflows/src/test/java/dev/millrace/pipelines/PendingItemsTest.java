package dev.millrace.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.jobs.JobFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingItemsTest {
    private static final int QUICK = 1;
    private static final int SLOW = 1000;

    @Test
    void handsOutOneByOneUntilItKnowsHowManyFit() {
        PendingItems items = PendingItems.inLots(0, 100, 2);

        assertThat(items.next()).containsExactly(0);
        List<Integer> second = items.next();
        assertThat(second).containsExactly(1);
        items.ended(second, new LotEnd(1, QUICK, null));
        assertThat(items.next()).hasSize(Lots.LARGEST).startsWith(2);
    }

    @Test
    void leavesSomeForTheOthersThatWorkAtTheSameTime() {
        PendingItems items = PendingItems.inLots(0, 101, 10);
        items.ended(items.next(), new LotEnd(1, QUICK, null));

        assertThat(items.next()).hasSize(10);
        assertThat(items.next()).hasSize(9);
    }

    @Test
    void takesBackWhatALotDidNotBegin() {
        PendingItems items = PendingItems.inLots(0, 10, 1);
        items.ended(items.next(), new LotEnd(1, QUICK, null));
        List<Integer> lot = items.next();

        items.ended(lot, new LotEnd(3, SLOW, new LotEnd.Failed(new JobFailure("", "", "no"))));

        assertThat(lot).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(items.next()).containsExactly(5);
    }

    @Test
    void handsOutEachAloneOfALotThatCameToGrief() {
        PendingItems items = PendingItems.inLots(0, 6, 1);
        items.ended(items.next(), new LotEnd(1, QUICK, null));
        List<Integer> lot = items.next();
        assertThat(lot).hasSize(5);

        items.comeToGrief(lot);

        List<List<Integer>> lots = new ArrayList<>();
        while (!items.isEmpty()) {
            lots.add(items.next());
        }
        assertThat(lots).containsExactly(List.of(1), List.of(2), List.of(3), List.of(4), List.of(5));
        assertThat(items.isAlone(1)).isTrue();
    }
}
