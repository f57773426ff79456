#!/bin/bash
#SBATCH --job-name=dlc
#SBATCH --ntasks=1

'ballast' merge '/share/out put' --shards 4
code=$?
# 1: the tables are made, and some files did not succeed, or a shard is unfinished: the output says which.
exit "$code"
