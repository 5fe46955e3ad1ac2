# What every script starts with: where the checkout is, and a Python that is ready.
# HOME_ASSISTANT=2026.11.0 before a script runs it on that version, in a second environment.

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
"$TOP/script/setup" ${HOME_ASSISTANT:+"$HOME_ASSISTANT"}
PYTHON=$TOP/.venv${HOME_ASSISTANT:+-$HOME_ASSISTANT}/bin/python
unset PYTHONDONTWRITEBYTECODE # Home Assistant would compile a thousand modules at every start
export PYTHONPATH=$TOP
