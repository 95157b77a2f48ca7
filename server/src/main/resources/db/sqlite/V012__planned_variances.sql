-- How uncertain a wave was planned to leave what is estimated from it: what estimates over several waves weigh them by. Of the
-- candidates' totals, known before any label of the wave; none of waves of before.

ALTER TABLE wave ADD COLUMN judged_variance REAL; -- of the model's errors, over the candidates that its version is judged on
ALTER TABLE wave ADD COLUMN pool_variance REAL;   -- of the classes, over all candidates
