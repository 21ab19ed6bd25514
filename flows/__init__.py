"""When things run: thin Prefect flows over the functions of ``pipeline``.

==================  ==============================================================================
module              holds
==================  ==============================================================================
``reconciliation``  the main job as a flow; a task for each step, no logic of its own
``schedule``        the same flow on a schedule
``server``          starts the Prefect server that one run or one schedule needs, and stops it
``api``             that server: what the process runs
``cache``           what may be lost and saves time, in the user's cache folder
==================  ==============================================================================

A flow has no ``if``, no parsing and no ``try``: retries, caching and schedules are its whole vocabulary. What a task
does is a function in ``pipeline.job`` that runs without any of this.
"""
