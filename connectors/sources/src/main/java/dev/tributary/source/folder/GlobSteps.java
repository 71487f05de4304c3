package dev.tributary.source.folder;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a pattern asks of a path, as an automaton that is in all its states at once. The time it takes grows with the path times
 * the pattern, whatever they are; a regular expression can take for ever over {@code *a*a*a*a*b}.
 */
final class GlobSteps {
    private final List<Step> steps;

    private GlobSteps(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    private sealed interface Step {
        /** One character, to the next step. */
        record One(IntPredicate sign) implements Step {}

        /** No character, to both steps. */
        record Fork(int first, int second) implements Step {}
    }

    /** Whether the path leads to the end. */
    boolean lead(String path) {
        var here = new BitSet(steps.size() + 1);
        reach(0, here);
        for (var at = 0; at < path.length() && !here.isEmpty(); at += Character.charCount(path.codePointAt(at))) {
            here = next(here, path.codePointAt(at));
        }
        return here.get(steps.size());
    }

    private BitSet next(BitSet here, int sign) {
        var next = new BitSet(steps.size() + 1);
        for (var at = here.nextSetBit(0); at >= 0 && at < steps.size(); at = here.nextSetBit(at + 1)) {
            if (steps.get(at) instanceof Step.One(var wanted) && wanted.test(sign)) {
                reach(at + 1, next);
            }
        }
        return next;
    }

    private void reach(int step, BitSet reached) {
        Deque<Integer> open = new ArrayDeque<>(List.of(step));
        while (!open.isEmpty()) {
            int at = open.pop();
            if (!reached.get(at)) {
                reached.set(at);
                if (at < steps.size() && steps.get(at) instanceof Step.Fork(var first, var second)) {
                    open.push(second);
                    open.push(first);
                }
            }
        }
    }

    /** Writes the steps in their order. */
    static final class Builder {
        private final List<Step> steps = new ArrayList<>();
        private final Deque<Choice> choices = new ArrayDeque<>();

        /** Braces that are open: where the present alternative is chosen, and where earlier ones end. */
        private record Choice(int fork, List<Integer> ends) {}

        Builder one(int sign) {
            return one(other -> other == sign);
        }

        Builder one(IntPredicate sign) {
            steps.add(new Step.One(sign));
            return this;
        }

        Builder many(IntPredicate sign) {
            return repeated(() -> one(sign));
        }

        Builder repeated(Runnable part) {
            var start = later();
            part.run();
            steps.add(new Step.Fork(start, start));
            steps.set(start, new Step.Fork(start + 1, steps.size()));
            return this;
        }

        void optionally(Runnable part) {
            var start = later();
            part.run();
            steps.set(start, new Step.Fork(start + 1, steps.size()));
        }

        void open() {
            choices.push(new Choice(later(), new ArrayList<>()));
        }

        /** Between braces the next alternative, else itself. */
        void comma() {
            if (choices.isEmpty()) {
                one(',');
                return;
            }
            var choice = choices.pop();
            choice.ends().add(later());
            steps.set(choice.fork(), new Step.Fork(choice.fork() + 1, steps.size()));
            choices.push(new Choice(later(), choice.ends()));
        }

        void close() {
            if (choices.isEmpty()) {
                throw new IllegalArgumentException("a } without its {");
            }
            var choice = choices.pop();
            steps.set(choice.fork(), goOn(choice.fork() + 1));
            choice.ends().forEach(end -> steps.set(end, goOn(steps.size())));
        }

        GlobSteps end() {
            if (!choices.isEmpty()) {
                throw new IllegalArgumentException("a { without its }");
            }
            return new GlobSteps(steps);
        }

        private int later() {
            steps.add(goOn(steps.size() + 1));
            return steps.size() - 1;
        }

        private static Step goOn(int step) {
            return new Step.Fork(step, step);
        }
    }
}
