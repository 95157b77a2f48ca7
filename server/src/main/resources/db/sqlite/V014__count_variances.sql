-- How much the number of units that a wave's labels stand for varies by its draw, the candidates' sum of 1/pi - 1: by it estimates
-- see which part of the candidates no label stands for. None of waves of before.

ALTER TABLE wave ADD COLUMN judged_count_variance REAL; -- over the candidates that the model version is judged on
ALTER TABLE wave ADD COLUMN pool_count_variance REAL;   -- over all candidates
