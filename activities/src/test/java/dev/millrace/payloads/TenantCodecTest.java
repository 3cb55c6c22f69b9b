package dev.millrace.payloads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.millrace.problems.Problem;
import dev.millrace.security.Keyset;
import dev.millrace.security.Keysets;
import dev.millrace.tenancy.TenantId;
import dev.millrace.tenancy.TestDatabase;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantCodecTest {
    private static final String SECRET = "Ada Lovelace, 12 St James's Square";

    private final TestDatabase database = TestDatabase.get();
    private final String keyset = Keysets.generate();
    private final TenantId tenant = database.workspace();
    private final TenantCodec codec = TenantCodec.encrypting(keys(keyset));

    @Test
    void whatATenantsWorkflowWritesItReadsAndNobodyElseCan() {
        for (String text : List.of("", SECRET, SECRET.repeat(10_000))) {
            Payload closed = closed(text);
            assertThat(new String(closed.toByteArray(), ISO_8859_1)).doesNotContain("Lovelace");
            assertThat(text(workflow(tenant).decode(List.of(closed)).getFirst()))
                    .isEqualTo(text);
        }
    }

    @Test
    void anotherProcessWithTheKeysetReadsItAlsoWithoutAContext() {
        assertThat(text(TenantCodec.shortening(keys(keyset))
                        .decode(List.of(closed(SECRET)))
                        .getFirst()))
                .isEqualTo(SECRET);
    }

    @Test
    void aRotatedKeysetReadsWhatWasClosedBefore() {
        Payload before = closed(SECRET);
        String rotated = Keysets.rotated(keyset);
        assertThat(text(TenantCodec.encrypting(keys(rotated))
                        .decode(List.of(before))
                        .getFirst()))
                .isEqualTo(SECRET);
        byte[] wrapped = database.superuser()
                .sql("SELECT wrapped FROM tenant_keys WHERE tenant_id = '" + tenant + "'")
                .query(byte[].class)
                .single();
        assertThat(new KeyWrap(Keyset.parse(keyset)).open(tenant, key(before), wrapped))
                .as("it is closed by the new key now")
                .isEmpty();
    }

    @Test
    void oldHistoriesStayReadable() {
        assertThat(text(workflow(tenant).decode(List.of(plain(SECRET))).getFirst()))
                .isEqualTo(SECRET);
    }

    @Test
    void whatBelongsToNoTenantStaysOpen() {
        for (PayloadCodec open : List.of(codec, codec.withContext(new WorkflowSerializationContext("n", "ping")))) {
            assertThat(open.encode(List.of(plain(SECRET)))).containsExactly(plain(SECRET));
        }
    }

    @Test
    void longPayloadsAreShortenedAndShortOnesAreLeftAlone() {
        TenantCodec shortening = TenantCodec.shortening(null);
        Payload longer = plain("row,".repeat(2_000));
        Payload shorter = shortening.encode(List.of(longer)).getFirst();
        assertThat(shorter.getSerializedSize()).isLessThan(longer.getSerializedSize() / 10);
        assertThat(shortening.decode(List.of(shorter))).containsExactly(longer);
        assertThat(shortening.encode(List.of(plain("{}")))).containsExactly(plain("{}"));
    }

    @Test
    void refusesAnotherTenantsPayload() {
        TenantId other = database.workspace();
        assertRefused(workflow(other), closed(SECRET), "is in a workflow of workspace " + other);
        Payload relabelled = closed(SECRET).toBuilder()
                .putMetadata(TenantCodec.TENANT, ByteString.copyFromUtf8(other.value()))
                .build();
        assertRefused(workflow(other), relabelled, "is destroyed");
    }

    @Test
    void refusesAChangedPayload() {
        Payload closed = closed(SECRET);
        byte[] bytes = closed.getData().toByteArray();
        bytes[20] ^= 1;
        assertRefused(
                workflow(tenant),
                closed.toBuilder().setData(ByteString.copyFrom(bytes)).build(),
                "was changed");
        assertRefused(workflow(tenant), closed.toBuilder().clearData().build(), "was changed");
        assertRefused(
                workflow(tenant),
                closed.toBuilder().removeMetadata(TenantCodec.TENANT).build(),
                "names no workspace");
        Payload damaged = Payload.newBuilder()
                .putMetadata(TenantCodec.ENCODING, TenantCodec.SHORTENED)
                .setData(ByteString.copyFromUtf8("nothing of ours"))
                .build();
        assertRefused(workflow(tenant), damaged, "damaged");
    }

    @Test
    void aWorkerWithoutTheKeySaysWhatIsMissing() {
        assertRefused(TenantCodec.shortening(null), closed(SECRET), "MILLRACE_KEYSET is not set here");
        assertRefused(TenantCodec.shortening(keys(Keysets.generate())), closed(SECRET), "must keep its old keys");
    }

    @Test
    void aDestroyedKeyIsNotMadeAgain() {
        Payload closed = closed(SECRET);
        database.superuser()
                .sql("UPDATE workspaces SET erasing_at = now() WHERE tenant_id = '" + tenant + "'")
                .update();
        database.superuser()
                .sql("DELETE FROM tenant_keys WHERE tenant_id = '" + tenant + "'")
                .update();
        TenantKeys keys = keys(keyset);
        assertRefused(TenantCodec.encrypting(keys).of(tenant), closed, "is destroyed");
        assertThatThrownBy(() -> TenantCodec.encrypting(keys).of(tenant).encode(List.of(plain("x"))))
                .isInstanceOf(Problem.class);
    }

    @Test
    void failuresCarryNoTextInTheOpen() {
        DataConverter converter = new CodecDataConverter(
                        DefaultDataConverter.newDefaultInstance(), List.of(codec), true)
                .withContext(new WorkflowSerializationContext("default", "training." + tenant + ".1"));
        var failure = converter.exceptionToFailure(ApplicationFailure.newFailure(SECRET, "type", SECRET));
        assertThat(failure.toString()).doesNotContain("Lovelace");
        assertThat(converter.failureToException(failure)).hasMessageContaining(SECRET);
    }

    private Payload closed(String text) {
        return workflow(tenant).encode(List.of(plain(text))).getFirst();
    }

    private PayloadCodec workflow(TenantId of) {
        return codec.withContext(new WorkflowSerializationContext("default", "training." + of + ".0190-1"));
    }

    private static void assertRefused(PayloadCodec by, Payload payload, String why) {
        assertThatThrownBy(() -> by.decode(List.of(payload)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(why);
    }

    private static UUID key(Payload payload) {
        return UUID.fromString(payload.getMetadataOrThrow(TenantCodec.KEY).toStringUtf8());
    }

    private static Payload plain(String text) {
        return Payload.newBuilder()
                .putMetadata(TenantCodec.ENCODING, ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFromUtf8(text))
                .build();
    }

    private static String text(Payload payload) {
        return payload.getData().toStringUtf8();
    }

    private TenantKeys keys(String of) {
        return new TenantKeys(database.transactions(), Keyset.parse(of));
    }
}
