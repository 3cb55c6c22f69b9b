package dev.millrace.audit;

import dev.millrace.security.Keyset;
import dev.millrace.tenancy.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hashes one tenant's chain: HMAC-SHA256 by a key from the installation's keyset, which the database does not have. New
 * hashes are by the primary key; those by any enabled key are recognised.
 */
final class ChainKey {
    /** What the first entry's hash is chained to. */
    static final byte[] BEGINNING = new byte[32];

    private static final String ALGORITHM = "HmacSHA256";

    private final TenantId tenant;
    private final List<byte[]> secrets;

    ChainKey(Keyset keyset, TenantId tenant) {
        this.tenant = tenant;
        this.secrets = keyset.derive("audit chain of workspace " + tenant.value());
    }

    /** @param seq the entry's number, from 1 */
    byte[] hash(byte[] before, long seq, AuditEntry entry) {
        return mac(secrets.getFirst(), link(before, seq, entry));
    }

    boolean isHash(byte[] hash, byte[] before, long seq, AuditEntry entry) {
        byte[] link = link(before, seq, entry);
        return secrets.stream().anyMatch(secret -> MessageDigest.isEqual(hash, mac(secret, link)));
    }

    byte[] sign(ChainHead head) {
        return mac(secrets.getFirst(), mark(head));
    }

    boolean signed(byte[] signature, ChainHead head) {
        byte[] mark = mark(head);
        return secrets.stream().anyMatch(secret -> MessageDigest.isEqual(signature, mac(secret, mark)));
    }

    private byte[] mark(ChainHead head) {
        return bytes(out -> {
            text(out, "head");
            text(out, tenant.value());
            out.writeLong(head.seq());
            out.write(head.hash());
        });
    }

    /** Every field with its length before it, so that no two entries read alike. */
    private byte[] link(byte[] before, long seq, AuditEntry entry) {
        return bytes(out -> {
            text(out, "entry");
            out.write(before);
            text(out, tenant.value());
            out.writeLong(seq);
            text(out, entry.id().toString());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
            text(out, entry.actor());
            text(out, entry.action());
            text(out, entry.resource());
            out.writeInt(entry.status());
            text(out, entry.event() == null ? null : entry.event().wire());
            text(out, entry.traceId());
        });
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try {
            fields.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] mac(byte[] secret, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Fields {
        void write(DataOutputStream out) throws IOException;
    }
}
