package dev.tributary.engine.web.run;

import dev.tributary.engine.sync.RunQueue.Answer;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;

/** What a client is told that asked for a run. */
public final class RunAnswers {

    private RunAnswers() {}

    /**
     * The id of the run that was queued for that connector.
     *
     * @throws Problem 404 or 409, with what to do
     */
    public static long queued(Answer answer, String connector) {
        return switch (answer) {
            case Answer.Queued(long run) -> run;
            case Answer.UnderWay(long run, var state) ->
                throw Problem.conflict("Run %s of this connector is %s: wait for its end, or cancel it."
                        .formatted(PublicId.of(run), state.wire()));
            case Answer.Paused _ -> throw Problem.conflict("The connector is paused: resume it first.");
            case Answer.NothingHeld _ ->
                throw Problem.conflict("No removal of this connector is held for review; there is nothing to apply.");
            case Answer.Draft _ ->
                throw Problem.conflict(
                        "The connector is a draft, which can only be previewed: save it as a real one first.");
            case Answer.NoConnector _ -> throw Problem.notFound("connector", connector);
        };
    }
}
