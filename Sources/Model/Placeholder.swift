package let wip = 1
