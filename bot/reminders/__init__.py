"""Who is reminded of what, when, and is it certain? Subscriptions in, messages out, nothing lost, nothing twice."""
