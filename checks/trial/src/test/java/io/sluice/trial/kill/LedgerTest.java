package io.sluice.trial.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The account finds what it is there to find. Messages 0, 3, 6 and so on are of one priority. */
class LedgerTest {
    private final Ledger ledger = new Ledger();

    private void sent(long count) {
        ledger.senderEnded(count, count);
    }

    private void killed(long... numbers) {
        ledger.receiverEnded(List.of(numbers), true);
    }

    private void emptied(long... numbers) {
        ledger.receiverEnded(List.of(numbers), false);
    }

    private void assertAccount(long received, long lost, int unexplained, long duplicates, long breaks, long unsent) {
        assertThat(ledger.close()).isEqualTo(new Account(received, lost, unexplained, duplicates, breaks, unsent));
    }

    @Test
    void allThatWasSentIsReceivedAndPrioritiesMayOvertake() {
        sent(6);
        killed(2, 5, 0);
        emptied(1, 4, 3);
        assertAccount(6, 0, 0, 0, 0, 0);
    }

    @Test
    void aKillMayCostTheOneInHandAndNoMore() {
        sent(9);
        killed(0, 1, 2);
        emptied(6, 4, 5, 7, 8);
        assertAccount(8, 1, 0, 0, 0, 0);
    }

    @Test
    void aSecondLossOfOneKillIsNotExplained() {
        sent(9);
        killed(0, 1, 2);
        emptied(6, 7, 5, 8);
        assertAccount(7, 2, 1, 0, 0, 0);
    }

    @Test
    void twoSubscriptionsMayEachHaveOneInHand() {
        sent(9);
        ledger.receiverEnded(List.of(new long[] {0, 2}, new long[] {1}), true);
        emptied(6, 7, 5, 8);
        assertAccount(7, 2, 0, 0, 0, 0);
    }

    @Test
    void whatOneSubscriptionPassesOverIsLostWithoutAKill() {
        sent(9);
        killed(0, 1, 2, 6);
        emptied(4, 5, 7, 8);
        assertAccount(8, 1, 1, 0, 0, 0);
    }

    @Test
    void theLastReceiverWasNotKilledAndMayLoseNothing() {
        sent(3);
        killed(0);
        emptied(1);
        assertAccount(2, 1, 0, 0, 0, 0);
        emptied();
        sent(4);
        assertThat(ledger.close().unexplained()).isEqualTo(1);
    }

    @Test
    void severalKillsShareWhatEachOfThemMayHaveCost() {
        sent(12);
        killed(0, 1, 2);
        killed();
        emptied(6, 7, 5, 8, 9, 10, 11);
        assertAccount(10, 2, 0, 0, 0, 0);
    }

    @Test
    void aSecondDeliveryIsADuplicate() {
        sent(3);
        killed(0, 1);
        emptied(1, 2);
        assertAccount(3, 0, 0, 1, 0, 0);
    }

    @Test
    void anEarlierOneBehindALaterOneOfItsPriorityBreaksTheOrder() {
        sent(6);
        killed(3, 1);
        emptied(0, 2, 4, 5);
        assertAccount(6, 0, 0, 0, 1, 0);
    }

    @Test
    void whatAKilledSenderHadNotSentIsNotLost() {
        ledger.senderEnded(2, 6);
        emptied(0, 1, 2);
        assertAccount(3, 0, 0, 0, 0, 3);
    }

    @Test
    void whatComesBeforeAnArrivalOfAKilledSenderWasSent() {
        ledger.senderEnded(2, 6);
        emptied(0, 1, 3);
        assertAccount(3, 1, 1, 0, 0, 2);
    }

    @Test
    void withOneInFlightTheDoubtHidesNoSecondLossOfTheReceiverThatDiesWithTheSender() {
        ledger.senderEnded(8, 9);
        killed(0, 1, 2, 3, 4, 5);
        emptied();
        assertAccount(6, 2, 1, 0, 0, 1);
    }

    @Test
    void theDoubtOfManyInFlightHidesIt() {
        ledger.senderEnded(6, 9);
        killed(0, 1, 2, 3, 4, 5);
        emptied();
        assertAccount(6, 0, 0, 0, 0, 3);
    }

    @Test
    void whatTheKernelHasTakenIsLostWhereNobodyGotIt() {
        sent(30);
        emptied(LongStream.range(0, 29).toArray());
        assertAccount(29, 1, 1, 0, 0, 0);
    }
}
