package dev.millrace.payloads;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.tenancy.TenantId;
import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.context.HasWorkflowSerializationContext;
import io.temporal.payload.context.SerializationContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Payloads as Temporal keeps them: long ones made shorter, and all of a tenant's closed with its own key (AES-256-GCM). The
 * tenant is the second part of the workflow's id; what belongs to none stays open. What was written before is read as it is.
 */
public final class TenantCodec implements PayloadCodec {
    static final String ENCODING = "encoding";
    static final ByteString SHORTENED = ByteString.copyFromUtf8("binary/millrace-deflate");
    static final ByteString CLOSED = ByteString.copyFromUtf8("binary/millrace-encrypted");
    static final String TENANT = "millrace-tenant";
    static final String KEY = "millrace-key";

    private static final Pattern WORKFLOW = Pattern.compile("[a-z_]+\\.([a-z0-9-]{1,63})\\..+");

    /** Below this it is not worth the time: most arguments of activities are ids. */
    private static final int LONG = 1_024;

    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;

    private final @Nullable TenantKeys keys;
    private final boolean encrypts;
    private final @Nullable TenantId tenant;

    private TenantCodec(@Nullable TenantKeys keys, boolean encrypts, @Nullable TenantId tenant) {
        this.keys = keys;
        this.encrypts = encrypts;
        this.tenant = tenant;
    }

    /** Opens closed payloads too, when it has keys. */
    public static TenantCodec shortening(@Nullable TenantKeys keys) {
        return new TenantCodec(keys, false, null);
    }

    public static TenantCodec encrypting(TenantKeys keys) {
        return new TenantCodec(keys, true, null);
    }

    public boolean encrypts() {
        return encrypts;
    }

    /** The codec of that tenant's workflows. */
    public TenantCodec of(@Nullable TenantId other) {
        return Objects.equals(tenant, other) ? this : new TenantCodec(keys, encrypts, other);
    }

    @Override
    public PayloadCodec withContext(SerializationContext context) {
        return context instanceof HasWorkflowSerializationContext workflow
                ? of(tenant(workflow.getWorkflowId()).orElse(null))
                : this;
    }

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        return payloads.stream().map(this::encoded).toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads.stream().map(this::decoded).toList();
    }

    /** The tenant of a workflow, or of a schedule, by its id. */
    public static Optional<TenantId> tenant(@Nullable String workflowId) {
        Matcher matcher = WORKFLOW.matcher(Objects.requireNonNullElse(workflowId, ""));
        return matcher.matches() ? Optional.of(new TenantId(matcher.group(1))) : Optional.empty();
    }

    private Payload encoded(Payload payload) {
        byte[] bytes = payload.toByteArray();
        Optional<byte[]> shorter = bytes.length < LONG ? Optional.empty() : Deflated.shorter(bytes);
        if (encrypts && keys != null && tenant != null) {
            return closed(keys.of(tenant), tenant, shorter.orElse(bytes), shorter.isPresent() ? DEFLATED : PLAIN);
        }
        return shorter.map(data -> Payload.newBuilder()
                        .putMetadata(ENCODING, SHORTENED)
                        .setData(ByteString.copyFrom(data))
                        .build())
                .orElse(payload);
    }

    private static Payload closed(DataKey key, TenantId tenant, byte[] bytes, byte form) {
        byte[] formed = new byte[bytes.length + 1];
        formed[0] = form;
        System.arraycopy(bytes, 0, formed, 1, bytes.length);
        String id = key.id().toString();
        try {
            return Payload.newBuilder()
                    .putMetadata(ENCODING, CLOSED)
                    .putMetadata(TENANT, ByteString.copyFromUtf8(tenant.value()))
                    .putMetadata(KEY, ByteString.copyFromUtf8(id))
                    .setData(ByteString.copyFrom(key.aead().encrypt(formed, bound(tenant, id))))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Payload decoded(Payload payload) {
        ByteString encoding = payload.getMetadataOrDefault(ENCODING, ByteString.EMPTY);
        try {
            if (encoding.equals(CLOSED)) {
                return opened(payload);
            }
            return encoding.equals(SHORTENED)
                    ? Payload.parseFrom(Deflated.inflate(payload.getData().toByteArray()))
                    : payload;
        } catch (DataFormatException | InvalidProtocolBufferException e) {
            throw unreadable("a payload is damaged: " + e.getMessage());
        }
    }

    private Payload opened(Payload payload) throws DataFormatException, InvalidProtocolBufferException {
        TenantId owner = owner(payload);
        String id = payload.getMetadataOrDefault(KEY, ByteString.EMPTY).toStringUtf8();
        if (tenant != null && !tenant.equals(owner)) {
            throw unreadable("a payload of workspace " + owner + " is in a workflow of workspace " + tenant);
        }
        if (keys == null) {
            throw unreadable(
                    "this process cannot read the payloads of workspace " + owner
                            + ": MILLRACE_KEYSET is not set here; it must be the same for the API and all workers (docs/payloads.md)");
        }
        DataKey key = keys.of(owner);
        if (!key.id().toString().equals(id)) {
            throw unreadable("the key " + id + " of workspace " + owner + " is destroyed");
        }
        byte[] formed = open(key, owner, payload.getData().toByteArray());
        byte[] bytes = Arrays.copyOfRange(formed, 1, formed.length);
        return Payload.parseFrom(formed[0] == DEFLATED ? Deflated.inflate(bytes) : bytes);
    }

    private static byte[] open(DataKey key, TenantId owner, byte[] data) {
        try {
            byte[] formed = key.aead().decrypt(data, bound(owner, key.id().toString()));
            if (formed.length > 0) {
                return formed;
            }
        } catch (GeneralSecurityException e) {
            // Said below.
        }
        throw unreadable("a payload of workspace " + owner + " was changed, or closed by another key");
    }

    private static TenantId owner(Payload payload) {
        String owner = payload.getMetadataOrDefault(TENANT, ByteString.EMPTY).toStringUtf8();
        return tenant("x." + owner + ".x").orElseThrow(() -> unreadable("an encrypted payload names no workspace"));
    }

    private static byte[] bound(TenantId tenant, String key) {
        return (tenant.value() + "/" + key).getBytes(StandardCharsets.UTF_8);
    }

    private static Problem unreadable(String detail) {
        return new Problem(ProblemType.UNAVAILABLE, detail);
    }
}
