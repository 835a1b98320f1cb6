"""Register the room with the framework, and every app's jobs with the room."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class JobsConfig(AppConfig):
    name = "samfrid.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Import `tasks.py` of every app of ours, so that its jobs are known to every process."""
        for config in apps.get_app_configs():
            if config.name.startswith("samfrid.") and module_has_submodule(config.module, "tasks"):
                import_module(f"{config.name}.tasks")
