package dev.millrace.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test against a whole, real Millrace, started once for all such tests. Ask for it as a parameter:
 *
 * <pre>{@code
 * @MillraceTest
 * class DatasetsIT {
 *     @Test
 *     void countsRows(Millrace millrace) {
 *         assertThat(millrace.client().upload("two", "a,b\n1,2\n3,4\n").json().path("rows").asInt()).isEqualTo(2);
 *     }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MillraceExtension.class)
public @interface MillraceTest {}
