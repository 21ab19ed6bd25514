"""When it runs: thin Prefect flows over pipeline functions, deployments, schedules."""
