"""量速 (bench): how long things take, beside floors measured in the same run on the same machine."""
