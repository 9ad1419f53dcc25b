{% include cookiecutter.language ~ "/test_evaluation.py" %}
