package dev.millrace.pipelines;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a receiver of the workspace's webhooks needs. */
record WebhookSecretView(
        @Schema(
                description = "`whsec_` and the Base64 of the key, as libraries of Standard Webhooks take it.",
                example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw0aBhr9eYJ1s=")
        String secret) {}
