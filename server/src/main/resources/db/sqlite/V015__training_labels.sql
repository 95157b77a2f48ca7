-- Which labels a model could have learnt from, by its publisher's word: what it may not be judged by. Score sets of before say
-- nothing: all that were there.

ALTER TABLE score_set ADD COLUMN trained_through INTEGER; -- the last wave of them; -1: scores are cross-fitted; NULL: all
