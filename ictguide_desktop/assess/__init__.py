"""What follows from answers: scores, gaps, a plan, costs, verdicts; pure functions, with no store, no Qt and no words."""
