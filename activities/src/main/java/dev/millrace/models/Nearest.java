package dev.millrace.models;

/** The nearest points a search has met, at most so many; of equally near ones those of lower number. A heap, farthest first. */
public final class Nearest implements KdTree.Visitor {
    private final int[] numbers;
    private final double[] squared;
    private int size;

    public Nearest(int capacity) {
        numbers = new int[capacity];
        squared = new double[capacity];
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** In no particular order. */
    int number(int i) {
        return numbers[i];
    }

    /** The squared distance of the same point. */
    double squared(int i) {
        return squared[i];
    }

    /** The squared distance of the farthest of them. */
    public double farthest() {
        return squared[0];
    }

    @Override
    public boolean mayTake(double distance) {
        return size < numbers.length || distance <= squared[0];
    }

    @Override
    public void offer(int number, double distance) {
        if (size < numbers.length) {
            rise(number, distance);
        } else if (farther(squared[0], numbers[0], distance, number)) {
            sink(number, distance);
        }
    }

    private void rise(int number, double distance) {
        int at = size++;
        while (at > 0 && farther(distance, number, squared[(at - 1) / 2], numbers[(at - 1) / 2])) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        put(at, number, distance);
    }

    private void sink(int number, double distance) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && farther(squared[child + 1], numbers[child + 1], squared[child], numbers[child])) {
                child++;
            }
            if (!farther(squared[child], numbers[child], distance, number)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, number, distance);
    }

    private void move(int from, int to) {
        put(to, numbers[from], squared[from]);
    }

    private void put(int at, int number, double distance) {
        numbers[at] = number;
        squared[at] = distance;
    }

    private static boolean farther(double left, int leftNumber, double right, int rightNumber) {
        return left > right || (left == right && leftNumber > rightNumber);
    }
}
