/** Words that titles of the bench's catalog are made of, English and Chinese; a shop's own, so that searches find few, many and none. */

export const ADJECTIVES =
  'acrylic amber antique bamboo brass bright broad canvas ceramic classic compact copper cotton crystal curved deep double dry enamel felt fine flat folded fresh glazed golden granite grey handmade heavy hollow ivory knitted large leather light linen little long marble matte merino metal mini modern narrow natural oak organic oval padded paper plain polished quiet quilted round royal rustic satin silk silver simple slim small smooth soft solid square stone striped strong suede tall thick tin twin velvet vintage walnut warm wide wild wooden woven'.split(
    ' ',
  );
export const NOUNS =
  'apron armchair backpack basket beaker bell belt bench blanket blender board bookend bottle bowl box brush bucket candle cap carpet chair chest clock coat cushion desk dish drawer easel fan flask fork frame funnel glass glove grater hammer handle hat hook jacket jar jug kettle knife ladder ladle lamp lantern mat mirror mixer mug napkin needle oven pan pencil pillow pitcher plate pot press quilt rack ribbon ring rope rug saucer scarf scissors shelf shirt shovel sofa spoon stool strainer table teapot tent tile towel tray vase wallet watch whisk wreath'.split(
    ' ',
  );
export const CHINESE = ['红色', '茶壶', '杯子', '围巾', '手表', '椅子', '木制', '陶瓷', '花瓶', '背包', '毛毯', '台灯'];
