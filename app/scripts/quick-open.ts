// Opens a page by the first letters of its name. The key "/" loads it, and the search page, which has the key's switch.

import { offerSwitch } from "~/search/script/quick-open-switch";

export { openQuickly } from "~/search/script/quick-open";

offerSwitch();
