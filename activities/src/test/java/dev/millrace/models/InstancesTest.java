package dev.millrace.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.datasets.Column;
import dev.millrace.datasets.ColumnType;
import dev.millrace.datasets.Table;
import dev.millrace.problems.Problem;
import dev.millrace.problems.ProblemType;
import dev.millrace.problems.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class InstancesTest {
    private final InputSchema schema = new InputSchema(List.of(
            InputField.of("age", ColumnType.INTEGER),
            InputField.of("income", ColumnType.NUMBER),
            InputField.of("member", ColumnType.BOOLEAN),
            new InputField("plan", ColumnType.STRING, List.of("basic", "plus"), true),
            InputField.of("since", ColumnType.TIMESTAMP),
            new InputField("constant", ColumnType.NUMBER, List.of(), false)));

    @Test
    void readsEveryTypeIntoTheColumnsOfTheSchema() {
        Table table = Instances.strict(schema, List.of(instance("age", 41), instance("plan", "gold")));

        assertThat(table.columns())
                .extracting(Column::name)
                .containsExactly("age", "income", "member", "plan", "since");
        assertThat(numbers(table, "age")).containsExactly(41, 30);
        assertThat(numbers(table, "income")).containsExactly(1234.5, 1234.5);
        assertThat(numbers(table, "member")).containsExactly(1, 1);
        assertThat(numbers(table, "since")).containsExactly(1_704_067_200, 1_704_067_200);
        assertThat(((Column.Text) table.column("plan").orElseThrow()).value(1)).isEqualTo("gold");
    }

    @Test
    void takesNullAndNaNForMissing() {
        Map<String, @Nullable Object> empty = new HashMap<>();
        for (String name : List.of("age", "income", "member", "plan", "since")) {
            empty.put(name, null);
        }
        Table table = Instances.strict(schema, List.of(empty, instance("income", Double.NaN), instance("age", "NaN")));

        assertThat(table.columns()).allMatch(column -> column.isMissing(0));
        assertThat(table.column("income").orElseThrow().isMissing(1)).isTrue();
        assertThat(table.column("age").orElseThrow().isMissing(2)).isTrue();
    }

    @Test
    void namesInstanceAndFieldOfEverythingThatDoesNotFit() {
        Map<String, Object> incomplete = instance("colour", "red");
        incomplete.remove("age");

        Problem problem =
                refusal(List.of(instance("age", 1.5), instance("income", "much"), incomplete, instance("a/b~c", 1)));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
        assertThat(problem.violations())
                .extracting(Violation::pointer)
                .containsExactly(
                        "/instances/0/age",
                        "/instances/1/income",
                        "/instances/2/age",
                        "/instances/2/colour",
                        "/instances/3/a~1b~0c");
        assertThat(problem.detail()).isEqualTo("instance 0: age takes an integer or null, not 1.5");
    }

    @Test
    void refusesValuesOfAnotherType() {
        Map<String, List<Object>> wrong = Map.of(
                "age", List.of("4", true, 1e300, List.of(1), Map.of()),
                "income", List.of("4", false, Double.POSITIVE_INFINITY, List.of()),
                "member", List.of("true", 1, "yes"),
                "plan", List.of(1, true, List.of("basic")),
                "since", List.of("yesterday", 5, "2024-02-30", "", "2024-01-01T99:00:00Z"));

        wrong.forEach((field, values) -> values.forEach(value -> assertThat(
                        refusal(List.of(instance(field, value))).violations())
                .extracting(Violation::pointer)
                .containsExactly("/instances/0/" + field)));
    }

    @Test
    void readsDatesAndTimesWithAndWithoutAZone() {
        for (String text : List.of(
                "2024-01-01",
                "2024-01-01T00:00",
                "2024-01-01 00:00:00",
                "2024-01-01T00:00:00Z",
                "2024-01-01T02:00:00+02:00",
                "2023-12-31T19:00:00.000-05:00")) {
            assertThat(numbers(Instances.strict(schema, List.of(instance("since", text))), "since"))
                    .as(text)
                    .containsExactly(1_704_067_200);
        }
    }

    @Test
    void letsFieldsThatTeachNothingBeAnythingOrAbsent() {
        assertThat(Instances.strict(schema, List.of(instance("constant", "whatever"), instance("age", 1)))
                        .rows())
                .isEqualTo(2);
    }

    @Test
    void tellsRowsThatDoNotFitApart() {
        FittingRows fitting = Instances.lenient(
                schema, Arrays.asList(instance("age", 1), instance("age", "old"), null, instance("age", 4)));

        assertThat(fitting.rows()).containsExactly(0, 3);
        assertThat(numbers(fitting.table(), "age")).containsExactly(1, 4);
        assertThat(fitting.misfits())
                .containsExactly(
                        new FittingRows.Misfit(1, "age takes an integer or null, not \"old\""),
                        new FittingRows.Misfit(2, "an instance is an object of fields, not null"));
    }

    @Test
    void readsColumnsOfADataSetThatAreOfAnotherType() {
        InputSchema mixed = new InputSchema(List.of(
                InputField.of("n", ColumnType.NUMBER),
                InputField.of("s", ColumnType.STRING),
                InputField.of("b", ColumnType.BOOLEAN)));
        Table data = new Table(
                3,
                List.of(
                        new Column.Text("n", new String[] {"1.5", "abc", " 7 "}, new int[] {0, 1, 2}),
                        new Column.Numeric("s", ColumnType.INTEGER, new double[] {1, 2, 3}),
                        new Column.Numeric("b", ColumnType.INTEGER, new double[] {0, 1, 1}),
                        new Column.Numeric("more", ColumnType.INTEGER, new double[] {0, 1, 1})));

        FittingRows fitting = Instances.lenient(mixed, data);

        assertThat(fitting.rows()).containsExactly(0, 2);
        assertThat(numbers(fitting.table(), "n")).containsExactly(1.5, 7);
        assertThat(((Column.Text) fitting.table().column("s").orElseThrow()).value(1))
                .isEqualTo("3");
        assertThat(fitting.misfits())
                .containsExactly(new FittingRows.Misfit(1, "n takes a number or null, not \"abc\""));
    }

    @Test
    void refusesADataSetWithoutAColumnThatTheModelNeeds() {
        Table data = new Table(0, List.of());

        assertThat(catchThrowableOfType(Problem.class, () -> Instances.lenient(schema, data))
                        .detail())
                .contains("no column age");
    }

    @Test
    void remembersNoMoreThanAHundredViolations() {
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(instance("age", "x"));
        }

        assertThat(catchThrowableOfType(Problem.class, () -> Instances.strict(schema, many))
                        .violations())
                .hasSize(100);
    }

    @Test
    void strictRefusesExactlyWhatLenientTellsApart() {
        Random random = new Random(11);
        Object[] values = {1, 2.5, "text", true, "2024-05-05", Double.NaN, -0.0, "", 1e18};
        List<String> names = List.of("age", "income", "member", "plan", "since", "constant", "other");
        for (int round = 0; round < 500; round++) {
            Map<String, Object> instance = instance("age", 3);
            instance.put(names.get(random.nextInt(7)), values[random.nextInt(values.length)]);
            if (random.nextInt(5) == 0) {
                instance.remove(names.get(random.nextInt(7)));
            }
            FittingRows lenient = Instances.lenient(schema, List.of(instance));
            Problem strict = catchThrowableOfType(Problem.class, () -> Instances.strict(schema, List.of(instance)));
            assertThat(lenient.table().rows() == 0).as(instance.toString()).isEqualTo(strict != null);
            assertThat(lenient.misfits()).hasSize(strict == null ? 0 : 1);
        }
    }

    private static Map<String, Object> instance(String field, Object value) {
        Map<String, Object> instance = new HashMap<>(
                Map.of("age", 30, "income", 1234.5, "member", true, "plan", "basic", "since", "2024-01-01T00:00:00Z"));
        instance.put(field, value);
        return instance;
    }

    private Problem refusal(List<Map<String, Object>> instances) {
        return catchThrowableOfType(Problem.class, () -> Instances.strict(schema, instances));
    }

    private static double[] numbers(Table table, String column) {
        return ((Column.Numeric) table.column(column).orElseThrow()).values();
    }
}
