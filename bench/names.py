"""What the invented shop sells: name, English name, group, old provinces, price in dong.

The names are kinds of goods that Vietnam really makes; every product built of them is invented.
Pairs that differ only in their marks stand here on purpose: dừa, dứa, dưa; đậu, dâu, dầu;
bơ, bò; chè, chả; mắm, mâm.
"""

NAMES = """
Kẹo dừa|Coconut candy|FOOD|Bến Tre, Trà Vinh|45000
Mứt dừa|Coconut jam|FOOD|Bến Tre, Tiền Giang|60000
Dầu dừa ép lạnh|Cold-pressed coconut oil|FOOD|Bến Tre, Bình Định|95000
Bánh dừa nướng|Baked coconut cake|FOOD|Quảng Nam, Bến Tre|40000
Mật hoa dừa|Coconut nectar|BEVERAGE|Trà Vinh|120000
Mứt dứa|Pineapple jam|FOOD|Ninh Bình, Tiền Giang|55000
Dứa sấy dẻo|Soft dried pineapple|FOOD|Nghệ An, Ninh Bình, Kiên Giang|65000
Nước ép dứa|Pineapple juice|BEVERAGE|Tiền Giang, Hậu Giang|30000
Dưa cải muối|Pickled mustard greens|FOOD|Vĩnh Long, Hà Nam|25000
Dưa hấu ruột đỏ|Red watermelon|FOOD|Quảng Nam, Long An|35000
Dưa lưới|Cantaloupe|FOOD|Bình Dương, Cần Thơ|70000
Đậu phộng rang|Roasted peanuts|FOOD|Tây Ninh, Trà Vinh|40000
Kẹo đậu phộng|Peanut brittle|FOOD|Quảng Ngãi, Tây Ninh|35000
Lạc đỏ|Red peanuts|FOOD|Nghệ An, Điện Biên|50000
Lạc rang húng lìu|Five-spice peanuts|FOOD|Hà Nội, Bắc Giang|45000
Đậu hũ ky|Tofu skin|FOOD|Vĩnh Long|55000
Đậu xanh cà vỏ|Split mung beans|FOOD|An Giang, Đồng Tháp|48000
Bánh đậu xanh|Mung bean cake|FOOD|Hải Dương|50000
Dâu tây sấy thăng hoa|Freeze-dried strawberries|FOOD|Lâm Đồng, Sơn La|130000
Siro dâu tằm|Mulberry syrup|BEVERAGE|Lâm Đồng|80000
Rượu dâu|Mulberry wine|BEVERAGE|Lâm Đồng, Thái Bình|150000
Dầu phộng|Peanut oil|FOOD|Bình Định, Phú Yên|110000
Dầu tràm|Cajuput oil|HERBAL|Thừa Thiên Huế, Quảng Bình|90000
Dầu gội bồ kết|Honey locust shampoo|HERBAL|Hà Nam, Hòa Bình|120000
Bơ sáp|Creamy avocado|FOOD|Đắk Lắk, Đắk Nông|60000
Bơ đậu phộng|Peanut butter|FOOD|Nghệ An, Tây Ninh|85000
Bột bơ sấy|Avocado powder|FOOD|Đắk Lắk|140000
Khô bò|Beef jerky|FOOD|Đà Nẵng, An Giang|220000
Bò một nắng|One-sun beef|FOOD|Phú Yên, Gia Lai|320000
Thịt bò gác bếp|Smoked beef|FOOD|Hà Giang, Lai Châu|450000
Lạp xưởng bò|Beef sausage|FOOD|An Giang|260000
Chè Shan tuyết|Shan Tuyet tea|BEVERAGE|Hà Giang, Yên Bái, Lai Châu|250000
Chè Thái xanh|Thai Nguyen green tea|BEVERAGE|Thái Nguyên|180000
Chè dây|Ampelopsis tea|HERBAL|Cao Bằng, Lào Cai|90000
Trà sen|Lotus tea|BEVERAGE|Đồng Tháp, Hà Nội|160000
Trà ô long|Oolong tea|BEVERAGE|Lâm Đồng, Lai Châu|210000
Trà atiso túi lọc|Artichoke tea bags|HERBAL|Lâm Đồng, Lào Cai|75000
Trà mãng cầu|Soursop tea|BEVERAGE|Tiền Giang, Sóc Trăng|85000
Chả lụa|Pork roll|FOOD|Bình Định, TP Hồ Chí Minh|110000
Chả mực|Squid cake|FOOD|Quảng Ninh|380000
Chả cá thát lát|Clown knifefish cake|FOOD|Hậu Giang, Đồng Tháp|140000
Chả cốm|Young rice pork cake|FOOD|Hà Nội|150000
Mắm cá linh|Fermented linh fish|FOOD|An Giang, Đồng Tháp|70000
Mắm cá lóc|Fermented snakehead fish|FOOD|An Giang, Hậu Giang|120000
Mắm ruốc|Shrimp paste|FOOD|Thừa Thiên Huế, Bà Rịa - Vũng Tàu|60000
Mắm tép|Small shrimp paste|FOOD|Ninh Bình, Thanh Hóa|65000
Nước mắm cá cơm|Anchovy fish sauce|FOOD|Kiên Giang, Bình Thuận, Khánh Hòa|95000
Nước mắm nhỉ|First-press fish sauce|FOOD|Phú Yên, Nghệ An, Quảng Bình|120000
Mâm tre đan|Woven bamboo tray|HANDICRAFT|Bình Dương, Hà Tĩnh|180000
Mâm ngũ quả gốm|Ceramic fruit tray|HANDICRAFT|Vĩnh Long, Bình Dương|350000
Đường thốt nốt|Palm sugar|FOOD|An Giang|75000
Kẹo thốt nốt|Palm sugar candy|FOOD|An Giang|45000
Thốt nốt rim|Candied palm fruit|FOOD|An Giang|65000
Khô cá lóc|Dried snakehead fish|FOOD|An Giang, Đồng Tháp, Cà Mau|230000
Khô cá sặc|Dried gourami|FOOD|An Giang, Cà Mau, Kiên Giang|260000
Khô cá kèo|Dried goby|FOOD|Bạc Liêu, Cà Mau|280000
Khô cá dứa|Dried catfish of Can Gio|FOOD|TP Hồ Chí Minh|320000
Khô mực|Dried squid|FOOD|Kiên Giang, Khánh Hòa, Quảng Ninh|650000
Tôm khô|Dried shrimp|FOOD|Cà Mau, Bạc Liêu, Trà Vinh|700000
Ba khía muối|Salted crab|FOOD|Cà Mau|110000
Cá thính|Fish in toasted rice|FOOD|Vĩnh Phúc|130000
Ruốc cá lóc|Shredded snakehead fish|FOOD|Đồng Tháp|150000
Thịt lợn gác bếp|Smoked pork|FOOD|Sơn La, Hà Giang, Lào Cai|330000
Lạp xưởng heo|Pork sausage|FOOD|Sóc Trăng, Long An|210000
Thịt heo một nắng|One-sun pork|FOOD|Đồng Nai, Gia Lai|240000
Giò lợn mường|Muong pork roll|FOOD|Hòa Bình|160000
Khô heo cháy tỏi|Garlic pork jerky|FOOD|Đồng Nai|190000
Trái cây sấy thập cẩm|Mixed dried fruit|FOOD|Tiền Giang, Lâm Đồng|90000
Hoa quả sấy giòn|Crispy dried fruit|FOOD|Sơn La, Bắc Giang|95000
Xoài sấy dẻo|Soft dried mango|FOOD|Đồng Tháp, Khánh Hòa|85000
Xoài cát Hòa Lộc|Hoa Loc mango|FOOD|Tiền Giang|90000
Mít sấy|Dried jackfruit|FOOD|Đồng Nai, Đắk Nông|70000
Chuối sấy|Dried banana|FOOD|Đồng Nai, Cà Mau|45000
Vải thiều sấy|Dried lychee|FOOD|Bắc Giang, Hải Dương|110000
Nhãn xuồng|Longan|FOOD|Bà Rịa - Vũng Tàu, Đồng Tháp|60000
Hồng treo gió|Hanging dried persimmon|FOOD|Lâm Đồng, Lạng Sơn|280000
Táo mèo ngâm|Preserved hawthorn apple|BEVERAGE|Yên Bái, Sơn La|85000
Mật ong rừng|Forest honey|FOOD|Cà Mau, Gia Lai, Hà Giang|250000
Mật ong hoa nhãn|Longan honey|FOOD|Hưng Yên, Sơn La|180000
Mật ong bạc hà|Mint honey|FOOD|Hà Giang|350000
Sữa ong chúa|Royal jelly|HERBAL|Đắk Lắk, Lâm Đồng|400000
Cà phê rang xay|Ground coffee|BEVERAGE|Đắk Lắk, Lâm Đồng, Gia Lai|140000
Cà phê chồn|Civet coffee|BEVERAGE|Đắk Lắk|900000
Cà phê Arabica|Arabica coffee|BEVERAGE|Sơn La, Quảng Trị, Lâm Đồng|190000
Hạt điều rang muối|Salted cashew nuts|FOOD|Bình Phước, Đồng Nai|180000
Hạt mắc ca|Macadamia nuts|FOOD|Đắk Nông, Lâm Đồng|220000
Hạt sen sấy|Dried lotus seeds|FOOD|Đồng Tháp, Thừa Thiên Huế|160000
Tiêu đen|Black pepper|FOOD|Đắk Nông, Quảng Trị, Kiên Giang|130000
Tiêu sọ|White pepper|FOOD|Gia Lai, Bình Phước|170000
Tỏi đen|Black garlic|FOOD|Quảng Ngãi, Hải Dương|260000
Tỏi cô đơn|Single-clove garlic|FOOD|Quảng Ngãi|420000
Hành tím|Purple shallots|FOOD|Sóc Trăng|55000
Nghệ mật ong|Turmeric honey balls|HERBAL|Đắk Lắk, Hưng Yên|110000
Tinh bột nghệ|Turmeric starch|HERBAL|Hưng Yên, Nghệ An|190000
Gạo nàng thơm|Nang Thom rice|FOOD|Long An|42000
Gạo ST25|ST25 rice|FOOD|Sóc Trăng|40000
Gạo huyết rồng|Dragon-blood rice|FOOD|Đồng Tháp, Long An|52000
Gạo nếp cái hoa vàng|Golden flower sticky rice|FOOD|Hải Dương, Thái Bình|50000
Gạo nếp nương|Upland sticky rice|FOOD|Điện Biên, Sơn La|60000
Bún khô|Dried rice noodles|FOOD|Bắc Giang, Bạc Liêu|35000
Miến dong|Canna noodles|FOOD|Bắc Kạn, Lai Châu, Quảng Ninh|70000
Phở khô|Dried pho noodles|FOOD|Nam Định, Cao Bằng|40000
Hủ tiếu khô|Dried hu tieu noodles|FOOD|Đồng Tháp, Tiền Giang|38000
Mì chũ|Chu rice noodles|FOOD|Bắc Giang|45000
Bánh tráng phơi sương|Dew-dried rice paper|FOOD|Tây Ninh|30000
Bánh tráng sữa|Milk rice paper|FOOD|Bến Tre|32000
Bánh phồng tôm|Prawn crackers|FOOD|Đồng Tháp, Cà Mau|60000
Bánh phồng khoai|Sweet potato crackers|FOOD|Đồng Tháp, Vĩnh Long|35000
Bánh pía|Pia cake|FOOD|Sóc Trăng|65000
Bánh tét lá cẩm|Purple cylindrical sticky rice cake|FOOD|Cần Thơ|90000
Bánh gai|Ramie leaf cake|FOOD|Nam Định, Hải Dương, Thanh Hóa|50000
Bánh cáy|Cay cake|FOOD|Thái Bình|40000
Nem chua|Fermented pork roll|FOOD|Thanh Hóa, Đồng Tháp|60000
Nem nướng|Grilled pork sausage|FOOD|Khánh Hòa|120000
Khoai lang sấy|Dried sweet potato|FOOD|Vĩnh Long, Gia Lai|55000
Khoai deo|Chewy dried sweet potato|FOOD|Quảng Bình|75000
Măng khô|Dried bamboo shoots|FOOD|Yên Bái, Lai Châu, Nghệ An|230000
Nấm hương|Shiitake mushrooms|FOOD|Lào Cai, Lạng Sơn|290000
Nấm linh chi|Lingzhi mushroom|HERBAL|Quảng Nam, Lâm Đồng|480000
Mộc nhĩ|Wood ear mushroom|FOOD|Lạng Sơn, Đồng Nai|120000
Đông trùng hạ thảo|Cordyceps|HERBAL|Lâm Đồng, Hà Nội|650000
Sâm Ngọc Linh|Ngoc Linh ginseng|HERBAL|Kon Tum, Quảng Nam|2500000
Cao gắm|Gnetum extract|HERBAL|Thái Nguyên, Bắc Kạn|300000
Rượu nếp cẩm|Black sticky rice wine|BEVERAGE|Bắc Giang, Sơn La|130000
Rượu Bàu Đá|Bau Da rice spirit|BEVERAGE|Bình Định|140000
Rượu cần|Jar wine|BEVERAGE|Kon Tum, Đắk Lắk|280000
Rượu sim|Rose myrtle wine|BEVERAGE|Kiên Giang|160000
Sữa bắp|Sweet corn milk|BEVERAGE|An Giang, Đồng Nai|20000
Bắp sấy|Crunchy dried corn|FOOD|Đồng Nai, Sóc Trăng|30000
Ngô nếp nương|Upland waxy corn|FOOD|Lai Châu, Sơn La|35000
Muối tôm|Shrimp chili salt|FOOD|Tây Ninh|35000
Muối hột sạch|Clean coarse salt|FOOD|Ninh Thuận, Bạc Liêu|20000
Tương ớt|Chili sauce|FOOD|Khánh Hòa, Sóc Trăng|30000
Tương bần|Ban soy sauce|FOOD|Hưng Yên|45000
Rong nho|Sea grapes|FOOD|Khánh Hòa|90000
Nho sấy|Raisins|FOOD|Ninh Thuận|120000
Rong biển sấy|Dried seaweed|FOOD|Ninh Thuận|110000
Yến sào|Bird's nest|FOOD|Khánh Hòa, Kiên Giang|3200000
Nước yến|Bird's nest drink|BEVERAGE|Khánh Hòa, Bình Định|240000
Hột vịt muối|Salted duck eggs|FOOD|Đồng Tháp, Vĩnh Long|60000
Trứng vịt biển|Sea duck eggs|FOOD|Quảng Ninh, Thái Bình|55000
Mè xửng|Sesame candy|FOOD|Thừa Thiên Huế|50000
Vừng đen|Black sesame|FOOD|Nghệ An, Thanh Hóa|70000
Chiếu cói|Sedge mat|HANDICRAFT|Ninh Bình, Đồng Tháp|320000
Khăn rằn|Checkered scarf|TEXTILE|Đồng Tháp, An Giang|85000
Thổ cẩm Chăm|Cham brocade|TEXTILE|An Giang, Ninh Thuận|450000
Lụa Tân Châu|Tan Chau silk|TEXTILE|An Giang|1200000
Vải lanh|Hemp linen|TEXTILE|Hà Giang|650000
Giỏ lục bình|Water hyacinth basket|HANDICRAFT|Đồng Tháp, Hậu Giang|150000
Gốm Phù Lãng|Phu Lang pottery|HANDICRAFT|Bắc Ninh|380000
Gốm đỏ|Red pottery|HANDICRAFT|Vĩnh Long|260000
Nón lá|Conical hat|HANDICRAFT|Thừa Thiên Huế, Hà Nội, Bình Định|90000
Tranh Đông Hồ|Dong Ho folk print|HANDICRAFT|Bắc Ninh|200000
Đèn lồng tre|Bamboo lantern|HANDICRAFT|Quảng Nam|170000
Tinh dầu sả|Lemongrass oil|HERBAL|Tiền Giang, Quảng Nam|110000
Tinh dầu bưởi|Pomelo oil|HERBAL|Bến Tre, Đồng Nai|130000
Bưởi da xanh|Green-skin pomelo|FOOD|Bến Tre, Sóc Trăng|75000
Cam sành|King orange|FOOD|Hà Giang, Vĩnh Long, Hậu Giang|45000
Hoa kiểng Sa Đéc|Sa Dec potted flowers|ORNAMENTAL|Đồng Tháp|95000
Bonsai mai vàng|Apricot blossom bonsai|ORNAMENTAL|Bến Tre, Bình Định|1500000
Lan rừng|Wild orchid|ORNAMENTAL|Gia Lai, Lâm Đồng|400000
"""

# What became of the provinces on 1 July 2025; those that are missing here kept their name.
MERGED_INTO = {
    "Kiên Giang": "An Giang",
    "Tiền Giang": "Đồng Tháp",
    "Bến Tre": "Vĩnh Long",
    "Trà Vinh": "Vĩnh Long",
    "Sóc Trăng": "Cần Thơ",
    "Hậu Giang": "Cần Thơ",
    "Bạc Liêu": "Cà Mau",
    "Long An": "Tây Ninh",
    "Bình Phước": "Đồng Nai",
    "Bình Dương": "TP Hồ Chí Minh",
    "Bà Rịa - Vũng Tàu": "TP Hồ Chí Minh",
    "Đắk Nông": "Lâm Đồng",
    "Bình Thuận": "Lâm Đồng",
    "Phú Yên": "Đắk Lắk",
    "Ninh Thuận": "Khánh Hòa",
    "Bình Định": "Gia Lai",
    "Kon Tum": "Quảng Ngãi",
    "Quảng Nam": "Đà Nẵng",
    "Quảng Bình": "Quảng Trị",
    "Thái Bình": "Hưng Yên",
    "Hà Nam": "Ninh Bình",
    "Nam Định": "Ninh Bình",
    "Hải Dương": "Hải Phòng",
    "Bắc Giang": "Bắc Ninh",
    "Vĩnh Phúc": "Phú Thọ",
    "Hòa Bình": "Phú Thọ",
    "Bắc Kạn": "Thái Nguyên",
    "Yên Bái": "Lào Cai",
    "Hà Giang": "Tuyên Quang",
    "Thừa Thiên Huế": "Huế",
}

QUALIFIERS = (
    "truyền thống|thượng hạng|nguyên chất|hữu cơ|đặc biệt|loại một|gia truyền|hộp quà|túi 500 g"
    "|hũ 250 g|hương quê|đặc sản|thủ công|VietGAP|chai 500 ml|gói nhỏ|sạch|cao cấp|Út Hạnh|Bảy Thảo"
    "|Cô Tư|Năm Lành|Phương Nam|Đồng Xanh"
).split("|")

COMMUNES = (
    "Tân Phú|Long Hưng|Mỹ An|Phú Thuận|An Bình|Bình Hòa|Vĩnh Thạnh|Tân Lập|Hòa Bình|Đông Sơn"
    "|Thạnh Lộc|Phước Long|Mỹ Đức|Tam Sơn|Nghĩa Hưng|Yên Phú|Cẩm Sơn|Xuân Lộc|Thanh Sơn|Ba Vì"
    "|Trường Xuân|Long Kiến|Vĩnh Hậu|Hồng Thái|Quảng Phú|Nậm Lành|Bản Bo|Ea Tu|Đạ Tẻh|Ia Grai"
).split("|")

FAMILIES = "Nguyễn|Trần|Lê|Phạm|Huỳnh|Phan|Võ|Đặng|Bùi|Đỗ|Hồ|Dương|Lý|Đinh|Lò|Vàng|Néang".split("|")
GIVEN = "Hạnh|Sáu|Mai|Thảo|Lành|Phúc|Kim|Loan|Dũng|Tâm|Hiền|Nga|Thu|Bé|Khải|Sương|Mến|Điệp".split(
    "|"
)

STORIES = (
    "Sản phẩm được làm tại nhà, mỗi mẻ chừng hai mươi ký."
    "|Nguyên liệu lấy từ vườn của các hộ liên kết trong xã."
    "|Phơi nắng hai ngày trên giàn tre rồi đóng gói hút chân không."
    "|Ngon khi dùng kèm dưa chua hoặc rau sống."
    "|Rang bằng chảo gang với một ít dầu ăn."
    "|Thích hợp làm quà biếu dịp Tết cùng bánh mứt và trà."
    "|Bảo quản nơi khô ráo, thoáng mát, tránh ánh nắng."
    "|Ăn với cơm trắng, bún hoặc cuốn bánh tráng đều hợp."
    "|Không dùng phẩm màu và chất bảo quản."
    "|Nghề của gia đình đã qua ba đời."
    "|Tổ hợp tác có mười hai chị em cùng làm."
    "|Nêm chút mật ong, nước mắm hoặc muối tùy khẩu vị."
    "|Hương vị đậm đà, thơm nhẹ, hậu ngọt."
    "|Dùng được sáu tháng kể từ ngày sản xuất."
).split("|")
