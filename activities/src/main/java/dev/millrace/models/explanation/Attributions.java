package dev.millrace.models.explanation;

/** A base value per row, and row by row the contribution of each of {@code columns} columns. */
record Attributions(double[] base, double[] contributions, int columns) {
    static Attributions zero(int rows, int columns) {
        return new Attributions(new double[rows], new double[Math.multiplyExact(rows, columns)], columns);
    }

    double total(int row) {
        double total = 0;
        for (int column = 0; column < columns; column++) {
            total += contributions[row * columns + column];
        }
        return total;
    }
}
