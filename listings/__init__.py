"""What there is, where and when: services, schedules, places, and the search over them."""
