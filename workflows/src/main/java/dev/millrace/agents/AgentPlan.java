package dev.millrace.agents;

import java.time.Duration;

/**
 * What of an agent's definition steers its run. {@code maxTime} is counted while a model or tool works;
 * {@code turnTimeout} is how long a conversation waits for the next word, {@code approvalTimeout} for a person's decision.
 */
public record AgentPlan(boolean conversational, Duration maxTime, Duration turnTimeout, Duration approvalTimeout) {}
