package dev.assay.sampling.estimate;

/**
 * Why a number cannot be given. One subclass a reason; the message names the remedy.
 *
 * <p>An estimator either answers what its documentation says or throws one of these: it never
 * answers NaN or an infinity.
 */
public abstract sealed class EstimationException extends RuntimeException
    permits EmptyStratumException,
        InconsistentRoundsException,
        InvalidInputException,
        MissingColumnException,
        NoLabelException,
        SingularSystemException,
        UndefinedMetricException,
        WeightOverflowException {
  EstimationException(String message) {
    super(message);
  }
}
