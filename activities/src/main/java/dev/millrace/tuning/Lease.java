package dev.millrace.tuning;

/** Which attempt of which lane works on a trial; what it writes is refused once another one has taken over. */
record Lease(int epoch, int lane, int attempt) {
    String wire() {
        return epoch + "/" + lane + "/" + attempt;
    }
}
