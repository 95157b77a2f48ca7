package dev.assay.app.cli;

import dev.assay.v1.ScoreCalibration;
import java.util.Locale;

/** How scores are corrected, as people write it. */
final class ScoreCalibrationOption {
  private static final String PREFIX = "SCORE_CALIBRATION_";

  private ScoreCalibrationOption() {}

  static String show(ScoreCalibration calibration) {
    return calibration == ScoreCalibration.SCORE_CALIBRATION_UNSPECIFIED
        ? FieldsOption.NONE
        : calibration.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }

  static ScoreCalibration parse(String text) {
    if (FieldsOption.isNone(text)) {
      return ScoreCalibration.SCORE_CALIBRATION_UNSPECIFIED;
    }
    for (ScoreCalibration calibration : ScoreCalibration.values()) {
      if (calibration != ScoreCalibration.UNRECOGNIZED && show(calibration).equals(text)) {
        return calibration;
      }
    }
    throw new InputException(
        "--calibration must be temperature, isotonic or none, not \"" + text + "\"");
  }
}
