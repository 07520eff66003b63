#!/usr/bin/env python3
"""Runs one function of one case module, so that its time and memory are its own.

    peer_process.py CASE FUNCTION ARGUMENTS      ARGUMENTS is a JSON array

Prints {"result": …} as the last line.
"""
import ctypes
import importlib
import json
import sys

case, function, arguments = sys.argv[1:]
module = importlib.import_module(f"cases.{case}")
result = getattr(module, function)(*json.loads(arguments))
# Libraries may have left text of their own on the line.
ctypes.CDLL(None).fflush(None)
print()
print(json.dumps({"result": result}))
