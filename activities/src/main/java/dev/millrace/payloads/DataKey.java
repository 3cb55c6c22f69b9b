package dev.millrace.payloads;

import com.google.crypto.tink.Aead;
import java.util.UUID;

/** A tenant's key, ready to use. */
record DataKey(UUID id, Aead aead) {}
