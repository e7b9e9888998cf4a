from deskterm.bootstrap import main

raise SystemExit(main())
